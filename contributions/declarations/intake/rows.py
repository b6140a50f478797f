"""Which rows are people. Titles, headings, totals, signatures and notes are told apart by what they hold."""

import re
from enum import StrEnum

from contributions.declarations.intake.cells import Cell, Number, is_blank, text_of
from contributions.declarations.intake.heading_words import one_of
from contributions.declarations.intake.headings import Role
from contributions.declarations.intake.layout import Columns, Layout, heading_again
from contributions.declarations.intake.wages import looks_like_money
from siadmin.kernel.identifiers.person_name import is_a_name, normal
from siadmin.kernel.identifiers.writing import compact


class Kind(StrEnum):
    PERSON = "person"
    BLANK = "blank"
    HEADING = "heading"
    TOTAL = "total"
    NOTE = "note"


_STRONG_ID = re.compile(
    r"[0-9]{14,19}[0-9X]?|[0-9](?:\.[0-9]+)?E\+?1[4-9]|[0-9]{6,}[0-9X*]{8,}|[A-Z]{3}[0-9A-Z]{12,15}"
)
_TOTAL = re.compile(
    r".{0,15}(?:合\s*计|小\s*计|总\s*计|共\s*计|总和|汇总|累计|總計|合計|小計|平均|均值)(?:人数|金额)?(?:[（(:：/].*|[0-9]+\s*人?)?"
    r"|(?:(?:sub|grand|overall)[- ]?)?totals?(?:\s*[:(（0-9].*|\s+(?:of|for|wages?|amount|gross|pay|salary|staff)\b.*)?"
    r"|subtotal\b.*|[\w .&-]{1,30}\s(?:sub)?totals?:?|sum|average|mean|合计.*",
    re.IGNORECASE,
)
_SIGNING_ZH = one_of(
    "制表,填表,审核,复核,审批,批准,负责,经办,财务,会计,出纳,主管,总?经理,法人,法定代表,单位,公司,部门,盖章,签字,签章,签名",
    "编制,核对,填报,报送,申报,联系,电话,打印,日期,时间,备注,说明,附?注,附件,提示,注意,总?人数,金额大写,大写",
)
_SIGNER_ZH = "(?:单位|部门|公司|企业|财务)?(?:制表|填表|审核|复核|经办|负责|批准|联系|编制|打印|报送|申报|法定代表)"
_NOTE = re.compile(
    rf"{_SIGNING_ZH}[^:：]{{0,12}}[:：].*"
    rf"|{_SIGNER_ZH}人?员?(?:签[字章名])?|{_SIGNER_ZH}(?:日期|时间|单位)|财务主管|总经理|联系电话|日期|.{{0,4}}盖章|公章"
    r"|注[:：、].*|说明.*|以下空白.*|以上.*(?:属实|无误).*"
    r"|第.{1,4}页.*|共.{1,6}[页人].*|[-—]{2,}.*|\*.{6,}|※.*"
    r"|(?:prepared|approved|checked|reviewed|verified|signed|printed|authori[sz]ed|submitted|certified)\b.*"
    r"|(?:date|notes?|remarks?)\s*(?:[:：].*)?|page\s*[0-9].*|(?:signature|(?:total )?headcount|confidential)\b.*"
    r"|number of (?:employees|people|staff)\b.*|end of (?:report|list|table|file)\b.*",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(r"(?:示例|样例|例[:：]|例如|[（(]例[)）]|example|sample|e\.g\.).*|例", re.IGNORECASE)
_HINT = re.compile(r"必填|选填|文本|格式|18\s*位|单位|required|optional|digits|text", re.IGNORECASE)
_COLUMN_NUMBER = re.compile(
    r"[(（]?(?:[0-9]{1,2}|[A-Za-z]|[一二三四五六七八九十]{1,2})[)）]?(?:=.*)?|栏次|列次|甲|乙|丙|丁"
)
_UNIT_OF_STAFF = re.compile(".*" + one_of("部,车间,组,科,室,处,班,中心,公司,人员,店,厂,队,线,段,办,管理层,后勤,仓库"))
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎"
    "鲁韦昌马苗凤花方俞任袁柳史唐费廉岑薛雷贺倪汤滕殷罗毕郝安常乐于时傅卞齐康伍余元卜顾孟平黄和穆萧尹"
    "姚邵汪祁毛禹狄米贝明臧计伏成戴宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐"
    "邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣邓郁单洪包诸左石崔吉龚程邢裴陆荣翁荀羊甄曲"
    "封储靳段焦巴牧车侯全班仰秋仲伊宫宁仇栾甘厉祖武符刘景詹束龙叶幸司韶黎薄印宿白怀蒲台从鄂索赖卓屠蒙"
    "池乔阴胥苍双闻党翟谭贡姬申冉雍桑桂牛寿边燕冀尚农温别庄晏柴瞿阎充慕连习艾向古易廖终居衡步都耿满匡"
    "文寇广东欧沃利越隆师巩聂晁勾敖冷辛阚简饶空曾沙丰巢关相查后荆红游权盖益桓公覃岳帅佟肖涂付代闫"
)


def kind_of(cells: list[Cell], layout: Layout, columns: Columns) -> Kind:
    """What this row is, seen through one block of columns."""
    if all(is_blank(cell) for cell in cells):
        return Kind.BLANK
    name, number, wage = (_at(cells, columns.name[0]), _at(cells, columns.id_number), _at(cells, columns.wage))
    if is_strong(number):
        return Kind.HEADING if _is_example(name) or _is_example(_first(cells)) else Kind.PERSON
    if heading_again(cells, layout) or _is_column_numbers(cells) or _is_hint(name, number, wage):
        return Kind.HEADING
    labels = [text for cell in (_first(cells), name, number) if isinstance(cell, str) and (text := text_of(cell))]
    if any(_is_total(text_of(cell)) for cell in cells[: columns.wage] if isinstance(cell, str)):
        return Kind.TOTAL
    is_person = not any(_NOTE.fullmatch(text) for text in labels) and _speaks_of_a_person(
        cells, columns, name, number, wage
    )
    return Kind.PERSON if is_person else Kind.NOTE


def is_strong(cell: Cell) -> bool:
    """A number so long that the row is about a person, whatever else is in it."""
    if isinstance(cell, Number):
        return len(text_of(cell)) >= 12
    return isinstance(cell, str) and bool(_STRONG_ID.fullmatch(compact(cell).strip("'‘’\"=;,.")))


def _at(cells: list[Cell], column: int) -> Cell:
    return cells[column] if column < len(cells) else None


def _first(cells: list[Cell]) -> Cell:
    return next((cell for cell in cells if not is_blank(cell)), None)


def _is_total(text: str) -> bool:
    return len(text) <= 60 and bool(_TOTAL.fullmatch(text))


def _is_example(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(_EXAMPLE.fullmatch(text_of(cell)))


def _is_column_numbers(cells: list[Cell]) -> bool:
    """The row `1 2 3 …` or `A B C …` below a heading."""
    texts = [text_of(cell) for cell in cells if not is_blank(cell)]
    return len(texts) >= 3 and len(set(texts)) == len(texts) and all(_COLUMN_NUMBER.fullmatch(text) for text in texts)


def _is_hint(name: Cell, number: Cell, wage: Cell) -> bool:
    """A row that explains the columns (“必填 | 18位 | 元”)."""
    texts = [text_of(cell) for cell in (name, number, wage) if not is_blank(cell)]
    return len(texts) >= 2 and all(_HINT.search(text) for text in texts)


def _speaks_of_a_person(cells: list[Cell], columns: Columns, name: Cell, number: Cell, wage: Cell) -> bool:
    has_name, has_number, has_wage = (not is_blank(cell) for cell in (name, number, wage))
    if has_number and (has_name or has_wage):
        return True
    if has_number:
        return sum(character.isdigit() for character in text_of(number)) >= 6
    if has_name and has_wage:
        return True
    own = {*columns.name, columns.id_number, columns.wage}
    others = [column for column, cell in enumerate(cells) if column not in own and not is_blank(cell)]
    if has_name:
        return len(others) >= 2 or _is_surely_a_name(text_of(name))
    if looks_like_money(wage):
        sequence = columns.others.get(Role.SEQUENCE)
        return any(column == sequence or re.search(r"[^\W\d_]", text_of(cells[column])) for column in others)
    return False


def _is_surely_a_name(text: str) -> bool:
    name = normal(text)
    return 2 <= len(name) <= 4 and name[0] in _SURNAMES and is_a_name(name) and not _UNIT_OF_STAFF.fullmatch(name)
