"""The words of column headings, as pay offices use them. Entries are separated by commas and may be expressions.

Chinese words are compared without spaces, English ones in lower case with single spaces. A new word found in a real
file is added here, with a line in the tests.
"""

import re


def one_of(*words: str, bounded: bool = False) -> str:
    """An expression that matches any of the words; `bounded` ones match as whole words only."""
    alternatives = "|".join(word.strip() for line in words for word in line.split(",") if word.strip())
    return rf"\b(?:{alternatives})\b" if bounded else f"(?:{alternatives})"


# --- who ---------------------------------------------------------------------------------------------------------

_STAFF_ZH = one_of("员工,职工,人员,雇员,工人,劳动者,参保人?员?,被保险人,个人,本人,中文,真实,职员,申报人,发放人")
OTHER_PEOPLE_ZH = re.compile(
    one_of(
        "联系人,配偶,家属,亲属,父,母,子女,紧急,户主,受益,法人,法定,负责人,经办,代理",
        "单位,公司,企业,部门,银行,项目,班组,曾用,拼音",
    )
)
NAME_ZH = re.compile(_STAFF_ZH + "*" + one_of("姓名,名字,人名") + f"(?:全称)?|{_STAFF_ZH}+名称?")
NAME_HINT_ZH = re.compile(
    one_of("员工,职工,人员,雇员,工人,职员,参保人员?,被保险人,劳动者,名称,户名,开户名,收款人(?:姓名)?,账户名")
)
FOREIGN_NAME_ZH = re.compile(one_of("英文,外文,拼音,英语") + one_of("姓名,名字?"))
NAME_EN = re.compile(
    r"(?:full |legal |chinese )?name(?: in full| chinese)?"
    r"|(?:employee|worker|staff|person|member|participant|insured|insured person|personnel)(?: full)? name"
    r"|name of (?:the )?(?:employee|worker|staff|person|insured|insured person|participant)"
)
NAME_HINT_EN = re.compile(
    one_of("employees?,workers?,staff,persons?,participants?,insured(?: person)?,payee,english name,display name")
)
FAMILY_NAME = re.compile(one_of("姓,姓氏,surname,last name,family name,lastname"))
GIVEN_NAME = re.compile(one_of("名,first name,given names?,forenames?,firstname,first and middle names?"))
SEQUENCE = re.compile(one_of(r"序号,序,行号,no\.?,#,seq(?:uence)?(?: no\.?)?,s/?n,item,index,row"))

# --- the number --------------------------------------------------------------------------------------------------

ID_ZH = re.compile(one_of("身份证,身分证,公民身份,居民身份,身份[号编]码?,公民号,id卡?号,id证"))
ID_DOCUMENT_ZH = re.compile(one_of("证件号,证件编[号码],证照号,有效证件$,证件$,证号$"))
ID_SOCIAL_ZH = re.compile(one_of("社会?保障?险?号,社保号,社会保障卡?号,社会保险(?:编)?号,社保编号,社会保障编?号"))
ID_HINT_ZH = re.compile(one_of("编号,号码,工号,代码,员工id"))
NOT_ID_ZH = re.compile(
    one_of(
        "联系人,配偶,家属,亲属,父,母,子女,紧急,户主,受益,法人,法定,负责人,经办,代理,单位,公司,企业,部门,银行,项目",
        "有效,类型,类别,种类,地址,住址,复印,照片,是否,到期,期限,签发,电话,手机,卡类,发证,状态,性质,日期",
    )
)
_ID_WORD_EN = one_of(r"id,identity,identification,i\.d\.")
_NUMBER_EN = one_of("number,num,no,code,#,nr")
ID_EN = re.compile(
    rf"{one_of('citizen(?:ship)?,resident,national,personal,chinese,prc')}?\s*{_ID_WORD_EN}(?:\s*card|\s*document)?"
    rf"\s*{_NUMBER_EN}\.?(?:\s*18.*)?"
    rf"|{one_of('citizen,resident,national,chinese,prc')}\s*{_ID_WORD_EN}(?:\s*card)?|(?:id|identity)\s*card"
    r"|citizen(?: identification)? (?:number|no)\.?|ssn|social security"
    r"|social (?:security|insurance) (?:number|no|num|id)\.?"
    r"|(?:cert|certificate|document|credential)\.?\s*(?:number|no|id)\.?"
    rf"|{_ID_WORD_EN}\s*/?\s*(?:or )?passport(?: (?:number|no))?\.?"
    rf"|passport\s*/?\s*(?:or )?{_ID_WORD_EN}(?: card)?(?: (?:number|no))?\.?"
)
ID_HINT_EN = re.compile(
    rf"{one_of('employee,staff,worker,emp,personal,person,personnel,member')}?\s*"
    rf"{one_of('id,identity,identifier,number,no,code,identification')}\.?"
)
NOT_ID_EN = re.compile(
    one_of(
        "bank,tax,company,employer,department,dept,type,expir,issue,address,phone,mobile,account,position,cost",
        "project,spouse,contact,date",
    )
)

# --- employment --------------------------------------------------------------------------------------------------

_WHEN = "(?:日期|时间|年月|日)?"
HIRE_DATE = re.compile(
    one_of("入职,到岗,进厂,入厂,录用,聘用,用工,合同(?:开始|起始),就业,增员,参保") + _WHEN + "|"
    + one_of(
        "hired?(?: on| date)?,date (?:of )?(?:hire|hired|joining|joined|employment|entry),start(?:ed on| date)",
        "joining date,onboard(?:ing)? date,employment date,entry date",
    )
)  # fmt: skip
_LEAVING_ZH = "离职,减员,离厂,辞职,解除(?:劳动)?合同,终止(?:劳动)?合同,合同终止,停保,停薪,退工,解聘"
_LEFT_EN = one_of("leaving,left,termination,resignation,separation,departure")
LEAVING_DATE = re.compile(
    one_of(_LEAVING_ZH) + _WHEN + "|"
    + one_of("left on,end date,last (?:working )?day", f"date (?:of )?{_LEFT_EN}", f"{_LEFT_EN} date")
)  # fmt: skip
LEAVING_REASON = re.compile(
    one_of("离职,减员,停保,解除,终止,退工,解聘") + "(?:原因|理由)|"
    + f"reason (?:for|of) {_LEFT_EN}|{_LEFT_EN} reason"
)  # fmt: skip
EMPLOYMENT_TYPE = re.compile(
    one_of("用工(?:类型|形式|性质|方式),(?:员工|人员|职工)(?:类型|类别|性质),合同类型,雇佣类型") + "|"
    + one_of("(?:employment|contract|worker|employee|staff) (?:type|form|category),type of employment")
)  # fmt: skip

# --- wages in Chinese --------------------------------------------------------------------------------------------

BASE_ZH = re.compile("基数")
HOUSING_FUND_ZH = re.compile("公积金")
ONE_INSURANCE_ZH = re.compile(one_of("养老,医疗,医保,失业,工伤,生育"))
DECLARED_ZH = re.compile(one_of("(?:申报|缴费|参保|社保)月?(?:工资|薪),申报额,申报金额"))
EARLIER_ZH = re.compile(one_of("上月,上年,去年,平均"))
AVERAGE_ZH = re.compile(one_of("平均(?:工资|薪),月均(?:工资|薪)"))
AVERAGE_OF_OTHERS_ZH = re.compile(one_of("部门,社会,社平,行业,全市,全省"))
GROSS_TOTAL_ZH = re.compile(
    one_of(
        "^(?:工资|薪资|薪酬).*(?:合计|总额|总计)$",
        "应[发付得领](?:总|合计|小计|工资合计|工资总|薪资合计|薪资总|薪酬合计|数合计|金额合计)",
        "(?:工资|薪资|薪酬|收入|薪金|报酬)(?:总额|总计|合计|总数|总和),总(?:工资|薪资|薪酬|收入|薪)",
        "(?:合计|全部)(?:工资|薪资|应发),税前(?:合计|总)",
    )
)
TOTAL_OF_A_PART_ZH = re.compile("^(?:其他|其它|加班|绩效)|^(?!工资|应发|薪).*(?:奖金|津贴|补贴)")
GROSS_ZH = re.compile(one_of("应[发付得领],税前,毛工资,毛薪,毛收入"))
GROSS_REMARK_ZH = re.compile(one_of("应发,税前,合计,总额"))
NET_REMARK_ZH = re.compile(one_of("实发,税后,净"))
PART_ZH = re.compile(
    one_of(
        "基本,基础,岗位,绩效,加班,奖,津,贴,补,提成,佣金,工龄,年功,计件,计时,病假,产假,试用,固定,浮动,技能,职务,级别,薪级",
        "底薪,全勤,保留,误餐,餐费,高温,夜班,年终,双薪,其他,其它,假期,值班,司龄,学历,职称,技术,效益,考核,福利,标准,分红,股",
    )
)
PART_OF_WAGES_ZH = re.compile(one_of("工资,薪,奖,津,贴,补,提成,佣金"))
PLAIN_ZH = re.compile(one_of("工资,薪资,薪水,薪金,薪酬,月薪,劳动报酬,报酬,收入,薪$"))
WAGE_WORD_ZH = re.compile(one_of("工资,薪"))
WEAK_ZH = re.compile(
    one_of(
        "合计,总计,总额,金额,数额,小计,应付,发放数?,发放金额,本月,当月,元",
        "(?:20[0-9][0-9]年)?[0-9][0-9]?月份?",
    )
)
NOT_WAGE_ZH = re.compile(
    one_of(
        "实[发领付得],实际(?:发|领|到|支|付),到手,净,税后,个税,所得税,税额,税款,税金,免税,计税,应税,应纳税,扣,代缴",
        "个人缴,个人承担,单位缴,单位承担,公积金,企业年金,职业年金,保险,社保,医保,养老,失业,工伤,生育",
        "卡号,账号,账户,帐号,帐户,银行,开户,日期,时间,年月,月份$,月数,期间,方式,类型,类别,等级,档次,状态,备注,说明",
        "单号,编号,年薪,年收入,年工资,全年,累计,年度,日工资,日薪,时薪,小时,天数,工日,出勤",
        "上月,上期,上年,去年,前月,差额,增减,比例,比率,费率,系数,倍数,签收,签字,签名,领取人,是否,最低,上限,下限",
        "名称,项目,科目,单位,预支,借支,人数,补发$,股权",
    )
)

# --- wages in English --------------------------------------------------------------------------------------------

_PAY_EN = one_of("pay,wages?,salary,salaries,earnings?,remuneration,compensation,income,payroll")
BASE_EN = re.compile(one_of("base,basis", bounded=True))
DECLARED_EN = re.compile(
    one_of(
        "contribution,contributory,declared,declaration,insurable,pensionable,insured",
        "social (?:insurance|security),si,ss",
        bounded=True,
    )
)
WAGE_BASE_EN = re.compile(one_of("(?:wages?|salary) bas(?:e|is)", bounded=True))
GROSS_EN = re.compile(
    one_of(
        f"gross,total {_PAY_EN},{_PAY_EN} total,(?:before|pre)[ -]?tax,total monthly,monthly total,pretax",
        bounded=True,
    )
)
NOT_GROSS_EN = re.compile(
    one_of("bonus,overtime,allowances?,annual,yearly,ytd,last,previous,deductions?", bounded=True)
)
PART_EN = re.compile(
    one_of(
        "basic,base,bonus(?:es)?,allowances?,overtime,ot,commissions?,incentives?,subsid(?:y|ies),premium,13th",
        "performance,seniority,housing,meals?,transport,other,fixed,variable,piece,night,shift,backpay,severance,leave",
        bounded=True,
    )
)
PLAIN_EN = re.compile(
    one_of("wages?,salary,salaries,pay,payroll,earnings,remuneration,compensation,income", bounded=True)
)
WEAK_EN = re.compile(
    one_of("amount,total,sum,value,rmb,cny,yuan,this month,current month,total amount,(?:total )?payments?,payable")
    + "(?: (?:rmb|cny|yuan))?"
)
NET_EN = re.compile(one_of("net,after[ -]?tax,tax", bounded=True))
NOT_WAGE_EN = re.compile(
    one_of(
        r"net,take[ -]?home,after[ -]?tax,tax,taxable,deduct\w*,withh\w+,bank,account,acct,card,date,day,days,period",
        "annual,annually,yearly,year,ytd,hour,hours,hourly,daily,rate,method,type,grade,level,band,code,status",
        "currency,previous,last,prior,frequency,provident,fund,medical,unemployment,injury,maternity,slip,id,number,no",
        "group,actual,paid,received,employer,average,minimum,maximum,difference,change,remarks?,notes?,month of",
        bounded=True,
    )
)

# --- groups of columns, units ------------------------------------------------------------------------------------

OTHER_MONEY_GROUP = re.compile(
    one_of(
        "扣,代缴,个人(?:承担|缴|部分|负担),(?:单位|公司|企业)(?:承担|缴|部分|负担),上月,上年,去年,社会?保险,五险,公积金,税(?!前),实发",
        r"deduction,withh,employer,contributions,last month,previous,(?<!before )(?<!pre[- ])\btax,\bnet\b",
    ),
    re.IGNORECASE,
)
GROUP_ENDING = re.compile("(?:项目|明细|部分|情况|构成|类)$")
UNIT = re.compile(
    rf"(?:人民币|rmb|cny|¥)?\s*({one_of('万元?,千元,百元,元,分,yuan,rmb,cny,fen,¥')}|'000)\.?", re.IGNORECASE
)
UNIT_LINE = re.compile(
    r"(?:金额)?单位\s*[:：]?\s*(?:人民币)?\s*(万元|千元|百元|元|角|分)(?!\w)"
    r"|unit\s*[:：]?\s*(?:in\s*)?(?:rmb|cny)?\s*(10[, ]?000 ?yuan|1[, ]?000 ?yuan|thousands?|yuan|rmb|cny|fen)"
    r"|in (thousands?) of (?:yuan|rmb|cny)",
    re.IGNORECASE,
)
UNIT_FACTORS = {"万": 10_000, "万元": 10_000, "千元": 1_000, "百元": 100, "'000": 1_000}
