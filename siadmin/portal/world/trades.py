"""What the employers do: words of their names, injury class (人社部发〔2015〕71号), wages, who works there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trade:
    """`wage` is the median in yuan a month where the city scales by one; `department` begins the credit code.

    `women_50` is the share of women whose original retirement age is 50; `bonus` says a month's wage more in January.
    """

    code: str
    words: str
    words_en: str
    risk_class: int
    wage: int
    spread: float
    men: float
    women_50: float
    turnover: float
    kind: str = "enterprise"
    department: str = "91"
    form: str = "有限公司"
    form_en: str = "Co., Ltd."
    bonus: bool = False


_ENTERPRISES = (
    Trade("software", "软件科技", "Software Technology", 1, 19000, 0.42, 0.64, 0.1, 0.022, bonus=True),
    Trade("network", "网络科技", "Network Technology", 1, 16500, 0.45, 0.58, 0.1, 0.028, bonus=True),
    Trade("consulting", "企业管理咨询", "Management Consulting", 1, 14500, 0.45, 0.45, 0.15, 0.018),
    Trade("advertising", "文化传媒", "Culture Media", 1, 11500, 0.4, 0.42, 0.2, 0.024),
    Trade("staffing", "人力资源服务", "Human Resources Services", 1, 8200, 0.35, 0.4, 0.4, 0.03),
    Trade("trade", "国际贸易", "International Trading", 2, 12500, 0.42, 0.45, 0.2, 0.014),
    Trade("retail", "商贸", "Commerce", 2, 7200, 0.32, 0.35, 0.7, 0.026),
    Trade("restaurant", "餐饮管理", "Catering Management", 2, 6200, 0.28, 0.45, 0.85, 0.04),
    Trade("hotel", "酒店管理", "Hotel Management", 2, 6600, 0.3, 0.42, 0.8, 0.03),
    Trade("property", "物业服务", "Property Services", 3, 5600, 0.26, 0.58, 0.9, 0.025),
    Trade("cleaning", "环境服务", "Environmental Services", 3, 4600, 0.2, 0.4, 0.95, 0.03),
    Trade("pharmacy", "医药", "Pharmaceuticals", 2, 9800, 0.38, 0.4, 0.4, 0.014),
    Trade("food", "食品", "Foods", 3, 6400, 0.3, 0.45, 0.85, 0.022),
    Trade("garment", "服饰", "Garments", 3, 5900, 0.26, 0.25, 0.9, 0.022),
    Trade("electronics", "电子", "Electronics", 3, 8600, 0.4, 0.52, 0.6, 0.026, bonus=True),
    Trade("microchips", "微电子", "Microelectronics", 3, 17500, 0.45, 0.62, 0.2, 0.014, bonus=True),
    Trade("instruments", "精密仪器", "Precision Instruments", 4, 10500, 0.4, 0.62, 0.5, 0.014),
    Trade("machinery", "机械设备", "Machinery", 4, 8900, 0.35, 0.72, 0.7, 0.014),
    Trade("autoparts", "汽车零部件", "Auto Parts", 4, 9200, 0.33, 0.74, 0.7, 0.016),
    Trade("logistics", "物流", "Logistics", 5, 8300, 0.3, 0.78, 0.7, 0.03),
    Trade("decoration", "建筑装饰", "Building Decoration", 5, 8000, 0.34, 0.76, 0.5, 0.022),
    Trade("construction", "建筑工程", "Construction Engineering", 6, 8400, 0.34, 0.82, 0.5, 0.03),
    Trade("chemicals", "化工", "Chemicals", 6, 9400, 0.32, 0.7, 0.6, 0.01),
    Trade("geology", "矿山工程技术", "Mining Engineering", 7, 10200, 0.35, 0.85, 0.4, 0.014),
)
_OTHERS = (
    Trade(
        "kindergarten", "幼儿园", "Kindergarten", 1, 5800, 0.22, 0.06, 0.5, 0.018,
        kind="social_organisation", department="52", form="", form_en="",
    ),
    Trade(
        "clinic", "门诊部", "Clinic", 2, 11500, 0.4, 0.35, 0.2, 0.01,
        kind="social_organisation", department="52", form="", form_en="",
    ),
    Trade(
        "care", "养老服务中心", "Care Home", 2, 5400, 0.22, 0.25, 0.9, 0.022,
        kind="social_organisation", department="52", form="", form_en="",
    ),
    Trade(
        "institute", "规划研究院", "Planning Institute", 1, 15500, 0.35, 0.55, 0.05, 0.006,
        kind="institution", department="12", form="", form_en="",
    ),
    Trade(
        "library", "文化馆", "Cultural Centre", 1, 10800, 0.25, 0.4, 0.1, 0.005,
        kind="institution", department="12", form="", form_en="",
    ),
    Trade(
        "noodles", "面馆", "Noodle House", 2, 4800, 0.15, 0.45, 0.9, 0.03,
        kind="individual_business", department="92", form="", form_en="",
    ),
    Trade(
        "hairdresser", "美发店", "Hairdressers", 1, 5600, 0.2, 0.5, 0.8, 0.03,
        kind="individual_business", department="92", form="", form_en="",
    ),
)  # fmt: skip
TRADES: dict[str, Trade] = {trade.code: trade for trade in (*_ENTERPRISES, *_OTHERS)}
LARGE = tuple(t.code for t in _ENTERPRISES if t.code not in {"consulting", "advertising", "geology"})
SMALL = tuple(TRADES)
