"""Why a project is not registered, extended or ended, in the words of a contractor."""

from siadmin.kernel.refusal import Reason

NO_POOL_THERE = Reason(
    "project_no_pool_there",
    "{place} 不属于本系统的统筹区。",
    "The place {place} lies in no pooling region of ours.",
    "核对工地所在区县；在外地的，到当地参保。",
    "Check the county of the site; elsewhere it is insured by the agency of that place.",
)
PROJECT_COST_SAME = Reason(
    "project_cost_same",
    "项目 {number} 的造价已是 {cost} 元。",
    "The cost of project {number} is {cost} yuan already.",
    "填写变更后的工程总造价。",
    "Write the total cost as it is now.",
)
PROJECT_CHANGED_WHEN = Reason(
    "project_changed_when",
    "变更日期 {day} 早于项目登记之日 {registered}，或者还没有到。",
    "The day {day} lies before the project was registered on {registered}, or has not come yet.",
    "填写补充协议或者结算书的日期。",
    "Write the day of the supplement, or of the final account.",
)
PROJECT_CHANGED_SINCE = Reason(
    "project_changed_since",
    "项目 {number} 已按 {newer} 的文件变更造价，{day} 的文件早于它。",
    "The cost of project {number} stands by a paper of {newer}; that of {day} is older.",
    "按最近的补充协议或者结算文件填写。",
    "Write what the newest supplement or the final account says.",
)
PROJECT_COST_TOO_SMALL = Reason(
    "project_cost_too_small",
    "工程总造价 {cost} 元，按费率计算的保险费不足一分。",
    "For a total cost of {cost} yuan the premium is less than a fen.",
    "核对工程总造价，按元填写。",
    "Check the total cost; it is written in yuan.",
)

PROJECT_REGISTERED_ALREADY = Reason(
    "project_registered_already",
    "施工许可证 {permit} 的项目已经参保（{number}）。",
    "The project of permit {permit} is registered already: {number}.",
    "核对施工许可证编号；工期延长的，办理延期。",
    "Check the number of the permit; where only the work takes longer, file the extension.",
)
PROJECT_DONE = Reason(
    "project_done",
    "计划竣工日期 {last} 已过，不能再参保。",
    "Work was to be done by {last}: it cannot be insured any more.",
    "核对竣工日期；仍在施工的，按现在的计划填写。",
    "Check the last day; where work goes on, write until when it does.",
)
PROJECT_OVER = Reason(
    "project_over",
    "项目 {number} 的参保期限已于 {last} 届满或者已办理终止。",
    "The cover of project {number} ended, or ends for good, on {last}.",
    "延期应当在期满前申请；继续施工的，重新办理项目参保。",
    "An extension is filed before the end; where work goes on, register it anew.",
)
PROJECT_NOT_LONGER = Reason(
    "project_not_longer",
    "新的竣工日期 {day} 不晚于现在的 {last}。",
    "The new last day, {day}, is not later than {last} as it stands.",
    "填写延长后的竣工日期；提前竣工的，办理终止。",
    "Write the day until which it takes longer; what is done early is ended.",
)
PROJECT_ENDS_FROM_FILING = Reason(
    "project_ends_from_filing",
    "终止日期 {day} 应当不早于申请之日 {filed}，且不晚于参保期满之日 {last}。",
    "The last day, {day}, lies between the day of filing, {filed}, and the end as it stands, {last}.",
    "已经过去的日期仍在保障期内，不追溯终止。",
    "Days that have passed stay insured; nothing is ended for the past.",
)
NO_SUCH_PROJECT = Reason(
    "no_such_project",
    "本单位没有编号为 {number} 的参保项目。",
    "This employer has no insured project {number}.",
    "在“参保项目”页核对编号。",
    "Look the number up on the page of insured projects.",
)
