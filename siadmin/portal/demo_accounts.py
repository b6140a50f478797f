"""The sign-ins of the demonstration: who they are, where they sit, what to look at first.

All have one well-known password (DEMO_PASSWORD in the environment, or the default below). `ACCOUNTS` is what the
sign-in page shows; it is empty unless the portal runs as a demonstration.
"""

import os
from dataclasses import dataclass

from django.conf import settings

from siadmin.agency.insurances import LINE_NAMES, Line
from siadmin.agency.posts import GROUP_OF, NAMES, Post, PostGroup
from siadmin.kernel.language import Words
from siadmin.portal.world.employers import story_of

PASSWORD = os.environ.get("DEMO_PASSWORD", "open-for-everyone")
_KINDS = {
    PostGroup.BUSINESS: "business",
    PostGroup.FINANCE: "finance",
    PostGroup.DATA: "control",
    PostGroup.CONTROL: "control",
}
_HRSS, _HS = Line.HRSS, Line.HS


@dataclass(frozen=True, slots=True)
class StaffAccount:
    """A member of staff: one post at the office of a line at a place."""

    username: str
    person: Words
    post: str
    line: str
    region: str
    place: Words
    first: Words

    @property
    def kind(self) -> str:
        return _KINDS[PostGroup(GROUP_OF[self.post])]

    @property
    def password(self) -> str:
        return PASSWORD

    @property
    def name(self) -> Words:
        post = NAMES[self.post]
        return Words(f"{self.place.zh} {post.zh} {self.person.zh}", f"{post.en}, {self.place.en}: {self.person.en}")

    @property
    def office(self) -> Words:
        line = LINE_NAMES[self.line]
        return Words(f"{self.place.zh} · {line.zh}", f"{self.place.en} · {line.en}")

    @property
    def does(self) -> Words:
        return Words(f"{self.office.zh}。{self.first.zh}", f"{self.office.en}. {self.first.en}")


@dataclass(frozen=True, slots=True)
class EmployerAccount:
    """Somebody who acts for the employer of a story, or for the other employers of a city (`bureau_of`)."""

    username: str
    person: Words
    story: str
    first: Words
    bureau_of: str = ""
    title: Words | None = None

    @property
    def kind(self) -> str:
        return "employer"

    @property
    def password(self) -> str:
        return PASSWORD

    @property
    def name(self) -> Words:
        if self.title is not None:
            return self.title
        story = story_of(self.story)
        return Words(story.name, story.name_en)

    @property
    def does(self) -> Words:
        return self.first


@dataclass(frozen=True, slots=True)
class CitizenAccount:
    """Somebody who sees their own record; `trait` says whom of the invented people (`world.staff`)."""

    username: str
    trait: str
    name: Words
    first: Words

    @property
    def kind(self) -> str:
        return "citizen"

    @property
    def password(self) -> str:
        return PASSWORD

    @property
    def does(self) -> Words:
        return self.first


_BEIJING, _SHANGHAI = Words("北京市", "Beijing"), Words("上海市", "Shanghai")
_GUANGZHOU, _SHENZHEN = Words("广州市", "Guangzhou"), Words("深圳市", "Shenzhen")
_CHENGDU, _NATION, _SICHUAN = Words("成都市", "Chengdu"), Words("全国", "National"), Words("四川省", "Sichuan")
_CHAOYANG, _PUDONG = Words("北京市朝阳区", "Chaoyang, Beijing"), Words("上海市浦东新区", "Pudong, Shanghai")
_NANSHAN, _WUHOU = Words("深圳市南山区", "Nanshan, Shenzhen"), Words("成都市武侯区", "Wuhou, Chengdu")

_FIRST = {
    Post.CLERK: Words("先看“待办”：谁没有申报，谁迟报。", "First: your work, who has not filed and who filed late."),
    Post.REVIEWER: Words("先看需要复核的事项和月度运行。", "First: what waits for review, and the monthly run."),
    Post.APPROVER: Words("先看待批准的参数值。", "First: values of the law that wait for a second person."),
    Post.DIRECTOR: Words("先看基金对账和各区情况。", "First: whether the fund is whole, district by district."),
    Post.ACCOUNTANT: Words("先看待分配到账，再看对账。", "First: receipts that wait, then the proof of the month."),
    Post.CASHIER: Words("先看银行对账单与到账。", "First: bank statements and receipts."),
    Post.POLICY_OFFICER: Words(
        "先看参数及其依据，提出新值。", "First: the law's numbers with their sources; propose one."
    ),
    Post.ADMINISTRATOR: Words("先看批处理运行。", "First: the runs and their slices."),
    Post.AUDITOR: Words("先看对账差异和操作留痕。", "First: differences and the trail of who did what."),
}


def _staff(username: str, zh: str, en: str, post: Post, line: Line, region: str, place: Words) -> StaffAccount:
    return StaffAccount(username, Words(zh, en), post, line, region, place, _FIRST[post])


STAFF: tuple[StaffAccount, ...] = (
    _staff("bj.clerk", "林晓梅", "Lin Xiaomei", Post.CLERK, _HRSS, "110000", _BEIJING),
    _staff("bj.reviewer", "周建明", "Zhou Jianming", Post.REVIEWER, _HRSS, "110000", _BEIJING),
    _staff("bj.approver", "何文静", "He Wenjing", Post.APPROVER, _HRSS, "110000", _BEIJING),
    _staff("bj.director", "孙国栋", "Sun Guodong", Post.DIRECTOR, _HRSS, "110000", _BEIJING),
    _staff("bj.accountant", "郑丽华", "Zheng Lihua", Post.ACCOUNTANT, _HRSS, "110000", _BEIJING),
    _staff("bj.cashier", "马春燕", "Ma Chunyan", Post.CASHIER, _HRSS, "110000", _BEIJING),
    _staff("bj.policy", "高志远", "Gao Zhiyuan", Post.POLICY_OFFICER, _HRSS, "110000", _BEIJING),
    _staff("bj.admin", "罗凯", "Luo Kai", Post.ADMINISTRATOR, _HRSS, "110000", _BEIJING),
    _staff("bj.auditor", "沈惠芳", "Shen Huifang", Post.AUDITOR, _HRSS, "110000", _BEIJING),
    _staff("bj.hs.clerk", "田雨婷", "Tian Yuting", Post.CLERK, _HS, "110000", _BEIJING),
    _staff("bj.hs.reviewer", "谢海波", "Xie Haibo", Post.REVIEWER, _HS, "110000", _BEIJING),
    _staff("bj.hs.approver", "曹敏", "Cao Min", Post.APPROVER, _HS, "110000", _BEIJING),
    _staff("bj.hs.director", "邓立新", "Deng Lixin", Post.DIRECTOR, _HS, "110000", _BEIJING),
    _staff("bj.hs.accountant", "彭秀丽", "Peng Xiuli", Post.ACCOUNTANT, _HS, "110000", _BEIJING),
    _staff("bj.hs.cashier", "于倩", "Yu Qian", Post.CASHIER, _HS, "110000", _BEIJING),
    _staff("bj.hs.policy", "苏文博", "Su Wenbo", Post.POLICY_OFFICER, _HS, "110000", _BEIJING),
    _staff("bj.hs.admin", "蒋涛", "Jiang Tao", Post.ADMINISTRATOR, _HS, "110000", _BEIJING),
    _staff("bj.hs.auditor", "潘永强", "Pan Yongqiang", Post.AUDITOR, _HS, "110000", _BEIJING),
    _staff("cn.policy", "汪思远", "Wang Siyuan", Post.POLICY_OFFICER, _HRSS, "000000", _NATION),
    _staff("cn.approver", "姚玉玲", "Yao Yuling", Post.APPROVER, _HRSS, "000000", _NATION),
    _staff("cn.auditor", "石磊", "Shi Lei", Post.AUDITOR, _HS, "000000", _NATION),
    _staff("sc.policy", "范琳", "Fan Lin", Post.POLICY_OFFICER, _HRSS, "510000", _SICHUAN),
    _staff("sh.clerk", "顾静怡", "Gu Jingyi", Post.CLERK, _HRSS, "310000", _SHANGHAI),
    _staff("sh.reviewer", "沈志华", "Shen Zhihua", Post.REVIEWER, _HRSS, "310000", _SHANGHAI),
    _staff("sh.approver", "徐国梁", "Xu Guoliang", Post.APPROVER, _HRSS, "310000", _SHANGHAI),
    _staff("sh.cashier", "金雅琴", "Jin Yaqin", Post.CASHIER, _HRSS, "310000", _SHANGHAI),
    _staff("sh.accountant", "陆佳慧", "Lu Jiahui", Post.ACCOUNTANT, _HRSS, "310000", _SHANGHAI),
    _staff("sh.hs.clerk", "施慧敏", "Shi Huimin", Post.CLERK, _HS, "310000", _SHANGHAI),
    _staff("sh.hs.reviewer", "倪国华", "Ni Guohua", Post.REVIEWER, _HS, "310000", _SHANGHAI),
    _staff("sh.hs.accountant", "钱芳", "Qian Fang", Post.ACCOUNTANT, _HS, "310000", _SHANGHAI),
    _staff("gz.clerk", "梁嘉欣", "Liang Jiaxin", Post.CLERK, _HRSS, "440100", _GUANGZHOU),
    _staff("gz.accountant", "冼志辉", "Xian Zhihui", Post.ACCOUNTANT, _HRSS, "440100", _GUANGZHOU),
    _staff("gz.hs.clerk", "冯小玲", "Feng Xiaoling", Post.CLERK, _HS, "440100", _GUANGZHOU),
    _staff("gz.hs.reviewer", "邝志明", "Kuang Zhiming", Post.REVIEWER, _HS, "440100", _GUANGZHOU),
    _staff("gz.hs.accountant", "麦家豪", "Mai Jiahao", Post.ACCOUNTANT, _HS, "440100", _GUANGZHOU),
    _staff("sz.clerk", "欧阳娜", "Ouyang Na", Post.CLERK, _HRSS, "440300", _SHENZHEN),
    _staff("sz.reviewer", "简志强", "Jian Zhiqiang", Post.REVIEWER, _HRSS, "440300", _SHENZHEN),
    _staff("sz.accountant", "黎文杰", "Li Wenjie", Post.ACCOUNTANT, _HRSS, "440300", _SHENZHEN),
    _staff("sz.hs.clerk", "庄晓燕", "Zhuang Xiaoyan", Post.CLERK, _HS, "440300", _SHENZHEN),
    _staff("sz.hs.reviewer", "古建新", "Gu Jianxin", Post.REVIEWER, _HS, "440300", _SHENZHEN),
    _staff("sz.hs.accountant", "区佩珊", "Ou Peishan", Post.ACCOUNTANT, _HS, "440300", _SHENZHEN),
    _staff("cd.clerk", "廖春梅", "Liao Chunmei", Post.CLERK, _HRSS, "510100", _CHENGDU),
    _staff("cd.reviewer", "唐勇", "Tang Yong", Post.REVIEWER, _HRSS, "510100", _CHENGDU),
    _staff("cd.approver", "雷宏伟", "Lei Hongwei", Post.APPROVER, _HRSS, "510100", _CHENGDU),
    _staff("cd.director", "钟志强", "Zhong Zhiqiang", Post.DIRECTOR, _HRSS, "510100", _CHENGDU),
    _staff("cd.accountant", "熊彩霞", "Xiong Caixia", Post.ACCOUNTANT, _HRSS, "510100", _CHENGDU),
    _staff("cd.hs.clerk", "文春兰", "Wen Chunlan", Post.CLERK, _HS, "510100", _CHENGDU),
    _staff("cd.hs.reviewer", "税国强", "Shui Guoqiang", Post.REVIEWER, _HS, "510100", _CHENGDU),
    _staff("cd.hs.accountant", "白玛拉姆", "Baima Lamu", Post.ACCOUNTANT, _HS, "510100", _CHENGDU),
    _staff("cy.clerk", "史磊", "Shi Lei", Post.CLERK, _HRSS, "110105", _CHAOYANG),
    _staff("pd.hs.clerk", "邵晓雯", "Shao Xiaowen", Post.CLERK, _HS, "310115", _PUDONG),
    _staff("ns.clerk", "钟婉婷", "Zhong Wanting", Post.CLERK, _HRSS, "440305", _NANSHAN),
    _staff("wh.clerk", "尹小燕", "Yin Xiaoyan", Post.CLERK, _HRSS, "510107", _WUHOU),
)
EMPLOYERS: tuple[EmployerAccount, ...] = (
    EmployerAccount(
        "yunfan", Words("姜海燕", "Jiang Haiyan"), "roster",
        Words("160 人，只报变动：看花名册和本月账单。", "160 people, changes only: the roster and the month's bill."),
    ),
    EmployerAccount(
        "yueweixuan", Words("谭丽娟", "Tan Lijuan"), "faulty",
        Words("上传的工资表有错行在等更正。", "An uploaded payroll has rows that wait for correction."),
    ),
    EmployerAccount(
        "hongtu", Words("武志刚", "Wu Zhigang"), "unfiled",
        Words("本月没有申报：账单按上月的 110% 暂定。", "Has not filed this month: billed at 110% of the last."),
    ),
    EmployerAccount(
        "shuxiangyuan", Words("贺晓燕", "He Xiaoyan"), "late",
        Words("有一个月迟报：暂定账单已冲销，改按申报核定。", "Filed a month late: its provisional bill was reversed."),
    ),
    EmployerAccount(
        "qimingxing", Words("龚雪梅", "Gong Xuemei"), "new",
        Words("刚刚登记，还没有申报过。", "Registered this month, nothing declared yet."),
    ),
    EmployerAccount(
        "wutongli", Words("严红霞", "Yan Hongxia"), "arrears",
        Words("欠缴几个月。", "Owes several months."),
    ),
    EmployerAccount(
        "zhuhang", Words("莫建波", "Mo Jianbo"), "partial",
        Words("只付了一部分，余款在待分配中。", "Paid only a part, which waits to be allocated."),
    ),
    EmployerAccount(
        "shenjiang", Words("陶敏", "Tao Min"), "largest",
        Words("600 人的大单位。", "A large employer with 600 people."),
    ),
    EmployerAccount(
        "nanshanwan", Words("贾晓琳", "Jia Xiaolin"), "tax",
        Words("深圳：向税务申报，这里只看结果。", "Shenzhen: declared to the tax authority, here one sees the result."),
    ),
    EmployerAccount(
        "huitong", Words("向春林", "Xiang Chunlin"), "",
        Words("一个账号代理多家单位，可以切换。", "One sign-in for several employers: switch between them."),
        bureau_of="510100", title=Words("成都汇通人事代理", "Huitong Payroll Bureau, Chengdu"),
    ),
)  # fmt: skip
INSTITUTIONS = EmployerAccount(
    "bureau.110000", Words("常建华", "Chang Jianhua"), "",
    Words(
        "代理北京的定点医院和一个工地：直接结算、清算拨付、项目参保。",
        "Acts for Beijing's hospitals and a building site: direct settlement, clearings, an insured project.",
    ),
    bureau_of="110000", title=Words("北京医院和工地的人事代理", "Bureau for hospitals and a site, Beijing"),
)  # fmt: skip
BUREAUS: tuple[EmployerAccount, ...] = (
    INSTITUTIONS,
    *(
        EmployerAccount(
            f"bureau.{city}", Words(zh, en), "", Words("代理多家单位。", "Acts for several employers."), bureau_of=city,
            title=Words("人事代理", "Payroll bureau"),
        )
        for city, zh, en in (
            ("310000", "戴素珍", "Dai Suzhen"), ("440100", "覃小平", "Qin Xiaoping"), ("440300", "万强", "Wan Qiang"),
        )
    ),
)  # fmt: skip
OWN = CitizenAccount(
    "citizen.own", "own", Words("灵活就业的骑手", "Courier who pays for himself"),
    Words("自己缴费：扫码缴本月，看参保订单。", "Pays for himself: pay this month by a code, see insured orders."),
)  # fmt: skip
RESIDENT = CitizenAccount(
    "citizen.resident", "resident", Words("城乡居民", "Resident"),
    Words("居民养老的档次、政府补贴和账户。", "The tier of residents' pension, government's subsidy, the account."),
)  # fmt: skip
PENSIONER = CitizenAccount(
    "citizen.pensioner", "pensioner", Words("领取养老金的人", "Somebody who draws a pension"),
    Words("每月发了多少、由哪几项组成、怎样调整。", "What is paid each month, of which parts, and how it rose."),
)  # fmt: skip
# Their stories are not drawn from the invented staffs of employers.
TOLD_APART = (OWN, RESIDENT, PENSIONER)
CITIZENS: tuple[CitizenAccount, ...] = (
    OWN,
    RESIDENT,
    PENSIONER,
    CitizenAccount(
        "citizen.steady", "steady", Words("在职职工", "Employee"),
        Words("在职参保：月度记录和个人账户。", "Insured through work: month by month, accounts."),
    ),
    CitizenAccount(
        "citizen.moved", "moved", Words("换过单位的职工", "Employee who changed employers"),
        Words("换单位前后的记录是否接上。", "Whether the months before and after the change join."),
    ),
    CitizenAccount(
        "citizen.left", "left", Words("刚失业的人", "Somebody just dismissed"),
        Words("单位本月减员，原因是解除合同。", "The employer ended the employment this month."),
    ),
    CitizenAccount(
        "citizen.elsewhere", "elsewhere", Words("换到外地工作的人", "Somebody who moved to another city"),
        Words("养老关系正从成都转往北京。", "The pension relation is on its way from Chengdu to Beijing."),
    ),
    CitizenAccount(
        "citizen.second", "second", Words("在两家单位工作的人", "Somebody with two employers"),
        Words("第二家单位只缴工伤保险。", "The second employer pays work injury insurance only."),
    ),
    CitizenAccount(
        "citizen.retired", "retired", Words("刚退休的人", "Somebody just retired"),
        Words("记录到退休月为止。", "The record up to the month of retirement."),
    ),
    CitizenAccount(
        "citizen.longname", "longname", Words("姓名很长的人", "Somebody with a very long name"),
        Words("名字再长也显示完整。", "However long a name, it is shown whole."),
    ),
)  # fmt: skip

Account = StaffAccount | EmployerAccount | CitizenAccount
SHOWN: tuple[Account, ...] = (*EMPLOYERS, INSTITUTIONS, *CITIZENS, *STAFF)
ACCOUNTS: tuple[Account, ...] = SHOWN if settings.DEMO else ()
