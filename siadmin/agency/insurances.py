"""The insurances, the funds that hold their money, and the two lines of agencies that run them (REG 2, 4; SIL 64)."""

from django.db import models

from siadmin.kernel.language import Words


class Insurance(models.TextChoices):
    """Five insurances, always in this order."""

    PENSION = "pension_employee"
    MEDICAL = "medical_employee"
    UNEMPLOYMENT = "unemployment"
    INJURY = "injury"
    MATERNITY = "maternity"


class ResidentScheme(models.TextChoices):
    """The schemes of residents, apart from the five: their own registers, tiers and books (SIL 20–22, 24–25)."""

    PENSION = "pension_resident"
    MEDICAL = "medical_resident"


class Fund(models.TextChoices):
    """Separate books per insurance; medical and maternity are one book (SIL 64, MM10)."""

    PENSION = "pension_employee"
    MEDICAL = "medical_employee"
    UNEMPLOYMENT = "unemployment"
    INJURY = "injury"
    PENSION_RESIDENT = "pension_resident"
    MEDICAL_RESIDENT = "medical_resident"


# What employers and employees pay into; residents' funds stand apart.
EMPLOYEE_FUNDS: tuple[str, ...] = (Fund.PENSION, Fund.MEDICAL, Fund.UNEMPLOYMENT, Fund.INJURY)
SCHEMES: list[tuple[str, str]] = [*Insurance.choices, *ResidentScheme.choices]
SCHEME_ORDER: list[str] = [code for code, _ in SCHEMES]


class Line(models.TextChoices):
    """Human resources and social security; healthcare security (REG 4)."""

    HRSS = "hrss"
    HS = "hs"


FUND_OF: dict[str, str] = {
    Insurance.PENSION: Fund.PENSION,
    Insurance.MEDICAL: Fund.MEDICAL,
    Insurance.UNEMPLOYMENT: Fund.UNEMPLOYMENT,
    Insurance.INJURY: Fund.INJURY,
    Insurance.MATERNITY: Fund.MEDICAL,
    ResidentScheme.PENSION: Fund.PENSION_RESIDENT,
    ResidentScheme.MEDICAL: Fund.MEDICAL_RESIDENT,
}
LINE_OF: dict[str, str] = {
    Insurance.PENSION: Line.HRSS,
    Insurance.MEDICAL: Line.HS,
    Insurance.UNEMPLOYMENT: Line.HRSS,
    Insurance.INJURY: Line.HRSS,
    Insurance.MATERNITY: Line.HS,
    ResidentScheme.PENSION: Line.HRSS,
    ResidentScheme.MEDICAL: Line.HS,
}
LINE_OF_FUND: dict[str, str] = {FUND_OF[insurance]: LINE_OF[insurance] for insurance in FUND_OF}
# The first word of an insurance's parameter keys: `pension.base_floor`.
PARAMETER_PREFIX: dict[str, str] = {
    Insurance.PENSION: "pension",
    Insurance.MEDICAL: "medical",
    Insurance.UNEMPLOYMENT: "unemployment",
    Insurance.INJURY: "injury",
    Insurance.MATERNITY: "maternity",
    ResidentScheme.PENSION: "pension",
    ResidentScheme.MEDICAL: "medical",
}
NAMES: dict[str, Words] = {
    Insurance.PENSION: Words("养老保险", "Pension"),
    Insurance.MEDICAL: Words("医疗保险", "Medical"),
    Insurance.UNEMPLOYMENT: Words("失业保险", "Unemployment"),
    Insurance.INJURY: Words("工伤保险", "Work injury"),
    Insurance.MATERNITY: Words("生育保险", "Maternity"),
    ResidentScheme.PENSION: Words("城乡居民养老保险", "Residents' pension"),
    ResidentScheme.MEDICAL: Words("城乡居民医疗保险", "Residents' medical"),
}
FUND_NAMES: dict[str, Words] = {
    Fund.PENSION: Words("企业职工基本养老保险基金", "Employees' basic pension fund"),
    Fund.MEDICAL: Words("职工基本医疗保险基金", "Employees' basic medical fund"),
    Fund.UNEMPLOYMENT: Words("失业保险基金", "Unemployment fund"),
    Fund.INJURY: Words("工伤保险基金", "Work injury fund"),
    Fund.PENSION_RESIDENT: Words("城乡居民基本养老保险基金", "Residents' basic pension fund"),
    Fund.MEDICAL_RESIDENT: Words("城乡居民基本医疗保险基金", "Residents' basic medical fund"),
}
# In tables and charts that show the funds side by side.
FUND_SHORT_NAMES: dict[str, Words] = {
    Fund.PENSION: Words("养老", "Pension"),
    Fund.MEDICAL: Words("医疗（含生育）", "Medical, maternity"),
    Fund.UNEMPLOYMENT: Words("失业", "Unemployment"),
    Fund.INJURY: Words("工伤", "Work injury"),
    Fund.PENSION_RESIDENT: Words("居民养老", "Residents' pension"),
    Fund.MEDICAL_RESIDENT: Words("居民医疗", "Residents' medical"),
}
LINE_NAMES: dict[str, Words] = {
    Line.HRSS: Words("人力资源社会保障", "HRSS line"),
    Line.HS: Words("医疗保障", "Healthcare security line"),
}
ICONS: dict[str, str] = {
    Insurance.PENSION: "ti-umbrella",
    Insurance.MEDICAL: "ti-stethoscope",
    Insurance.UNEMPLOYMENT: "ti-briefcase-off",
    Insurance.INJURY: "ti-helmet",
    Insurance.MATERNITY: "ti-baby-carriage",
    ResidentScheme.PENSION: "ti-umbrella",
    ResidentScheme.MEDICAL: "ti-stethoscope",
}
