"""Words and levels of places: who may be designated for what (REG 61), and which rule of the catalogue governs."""

from enum import StrEnum

from siadmin.kernel.language import Words


class Kind(StrEnum):
    """What may be designated (REG 61)."""

    HOSPITAL = "hospital"
    COMMUNITY = "community"
    PHARMACY = "pharmacy"
    DEVICE = "device"
    TRAINING = "training"


class Care(StrEnum):
    INPATIENT = "inpatient"
    OUTPATIENT = "outpatient"


class ItemKind(StrEnum):
    DRUG = "drug"
    SERVICE = "service"
    DEVICE = "device"


class Class(StrEnum):
    """A counts in full, B after a share that is paid first, C not."""

    A = "A"
    B = "B"
    C = "C"


KIND_WORDS: dict[str, Words] = {
    Kind.HOSPITAL: Words("医院", "Hospital"),
    Kind.COMMUNITY: Words("社区卫生服务机构", "Community health service"),
    Kind.PHARMACY: Words("零售药店", "Pharmacy"),
    Kind.DEVICE: Words("辅助器具配置机构", "Assistive devices"),
    Kind.TRAINING: Words("职业培训机构", "Training institution"),
}
CARE_WORDS: dict[str, Words] = {
    Care.INPATIENT: Words("住院", "Inpatient"),
    Care.OUTPATIENT: Words("门诊", "Outpatient"),
}
# What care an institution gives that is settled directly: a pharmacy has no beds, devices and training are no care.
CARES: dict[str, frozenset[str]] = {
    Kind.HOSPITAL: frozenset({Care.INPATIENT, Care.OUTPATIENT}),
    Kind.COMMUNITY: frozenset({Care.INPATIENT, Care.OUTPATIENT}),
    Kind.PHARMACY: frozenset({Care.OUTPATIENT}),
    Kind.DEVICE: frozenset(),
    Kind.TRAINING: frozenset(),
}
LOWEST_LEVEL = 1


def level_of_care(kind: str, level: int | None) -> int:
    """By which level care is settled: that of the hospital; whatever has none goes by the lowest."""
    return level if kind == Kind.HOSPITAL and level is not None else LOWEST_LEVEL
