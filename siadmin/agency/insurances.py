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


class Fund(models.TextChoices):
    """Separate books per insurance; medical and maternity are one book (SIL 64, MM10)."""

    PENSION = "pension_employee"
    MEDICAL = "medical_employee"
    UNEMPLOYMENT = "unemployment"
    INJURY = "injury"


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
}
LINE_OF: dict[str, str] = {
    Insurance.PENSION: Line.HRSS,
    Insurance.MEDICAL: Line.HS,
    Insurance.UNEMPLOYMENT: Line.HRSS,
    Insurance.INJURY: Line.HRSS,
    Insurance.MATERNITY: Line.HS,
}
LINE_OF_FUND: dict[str, str] = {FUND_OF[insurance]: LINE_OF[insurance] for insurance in Insurance.values}
# The first word of an insurance's parameter keys: `pension.base_floor`.
PARAMETER_PREFIX: dict[str, str] = {
    Insurance.PENSION: "pension",
    Insurance.MEDICAL: "medical",
    Insurance.UNEMPLOYMENT: "unemployment",
    Insurance.INJURY: "injury",
    Insurance.MATERNITY: "maternity",
}
NAMES: dict[str, Words] = {
    Insurance.PENSION: Words("养老保险", "Pension"),
    Insurance.MEDICAL: Words("医疗保险", "Medical"),
    Insurance.UNEMPLOYMENT: Words("失业保险", "Unemployment"),
    Insurance.INJURY: Words("工伤保险", "Work injury"),
    Insurance.MATERNITY: Words("生育保险", "Maternity"),
}
FUND_NAMES: dict[str, Words] = {
    Fund.PENSION: Words("企业职工基本养老保险基金", "Employees' basic pension fund"),
    Fund.MEDICAL: Words("职工基本医疗保险基金", "Employees' basic medical fund"),
    Fund.UNEMPLOYMENT: Words("失业保险基金", "Unemployment fund"),
    Fund.INJURY: Words("工伤保险基金", "Work injury fund"),
}
# In tables and charts that show the funds side by side.
FUND_SHORT_NAMES: dict[str, Words] = {
    Fund.PENSION: Words("养老", "Pension"),
    Fund.MEDICAL: Words("医疗（含生育）", "Medical, maternity"),
    Fund.UNEMPLOYMENT: Words("失业", "Unemployment"),
    Fund.INJURY: Words("工伤", "Work injury"),
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
}
