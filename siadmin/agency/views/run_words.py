"""What is said of a run: its heading, its state, its events, its times."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from siadmin.agency.selectors.runs import Progress
from siadmin.kernel.language import Words, chosen
from siadmin.kernel.models import Run, RunEvent, RunState

_STATES: dict[str, tuple[str, Words, str]] = {
    RunState.PLANNED: ("wait", Words("已计划", "Planned"), ""),
    RunState.RUNNING: ("act", Words("进行中", "Running"), ""),
    RunState.PAUSED: ("wait", Words("已暂停", "Paused"), "ti-player-pause"),
    RunState.DONE: ("ok", Words("已完成", "Done"), ""),
    RunState.FAILED: ("late", Words("已停止", "Stopped"), ""),
}


def state_words(state: str) -> tuple[str, Words, str]:
    """Kind, word and icon of a run's state."""
    return _STATES[state]


def clock_of(span: dt.timedelta | None) -> str:
    """`1:08`, `1:02:03`; a dash where nothing ran yet."""
    if span is None:
        return "—"
    seconds = max(int(span.total_seconds()), 0)
    minutes, hours = seconds // 60, seconds // 3600
    return f"{hours}:{minutes % 60:02d}:{seconds % 60:02d}" if hours else f"{minutes}:{seconds % 60:02d}"


def span_words(span: dt.timedelta) -> str:
    """`13 秒`, `1 分 8 秒`, `2 小时 5 分` / `13 seconds`, `1 minute 8 seconds`, for sentences."""
    seconds = max(round(span.total_seconds()), 1)
    parts = [(seconds // 3600, " 小时", "hour"), (seconds // 60 % 60, " 分", "minute"), (seconds % 60, " 秒", "second")]
    parts = [part for part in parts if part[0]][:2]
    zh = " ".join(f"{number}{unit}" for number, unit, _ in parts)
    en = " ".join(f"{number} {unit}{'' if number == 1 else 's'}" for number, _, unit in parts)
    return chosen(zh=zh, en=en)


def heading(run: Run, title: Words, subject: Words, progress: Progress) -> str:
    """The answer: what it is, how far, how long still."""
    name = chosen(zh=f"{subject.zh} {title.zh}", en=f"{subject.en}, {title.en.lower()}")
    part = progress.per_cent
    if run.state == RunState.DONE:
        took = span_words(progress.took) if progress.took is not None else ""
        return chosen(zh=f"{name}：已完成，用时 {took}", en=f"{name}: done in {took}")
    if run.state == RunState.PAUSED:
        return chosen(zh=f"{name}：已完成 {part}%，暂停中", en=f"{name}: {part}% done, paused")
    if run.state == RunState.FAILED:
        return chosen(zh=f"{name}：在 {part}% 处停止", en=f"{name}: stopped at {part}%")
    if progress.left is None:
        return chosen(zh=f"{name}：已完成 {part}%", en=f"{name}: {part}% done")
    left = span_words(progress.left)
    return chosen(zh=f"{name}：已完成 {part}%，约 {left}后结束", en=f"{name}: {part}% done, about {left} left")


@dataclass(frozen=True, slots=True)
class EventShown:
    """One line of the timeline, as `components/timeline.html` draws it."""

    when: str
    icon: str
    title: str
    detail: str = ""
    kind: str = ""
    word: str = ""
    url: str = ""
    url_label: str = ""


_EVENTS: dict[str, tuple[str, Words, Words, str, Words]] = {
    "started": (
        "ti-flag",
        Words("批次开始：{slices} 片，{people} 人", "Run started: {slices} slices, {people} people"),
        Words("", ""),
        "",
        Words("", ""),
    ),
    "resumed": (
        "ti-refresh",
        Words("第 {slice} 片中断后续跑完成", "Slice {slice} finished after a stop"),
        Words("一片一事务：没有重复写入", "one slice, one transaction: nothing was written twice"),
        "due",
        Words("续跑", "resumed"),
    ),
    "given_back": (
        "ti-hourglass-high",
        Words("第 {slice} 片退回等待", "Slice {slice} went back to waiting"),
        Words("未写入任何行", "nothing was written"),
        "",
        Words("", ""),
    ),
    "failed": (
        "ti-plug-x",
        Words("第 {slice} 片使批次停止", "Slice {slice} stopped the run"),
        Words("未写入任何行", "nothing was written"),
        "late",
        Words("停止", "stopped"),
    ),
    "paused": (
        "ti-player-pause",
        Words("已暂停", "Paused"),
        Words("进行中的片会做完", "slices at work finish"),
        "",
        Words("", ""),
    ),
    "continued": ("ti-player-play", Words("继续", "Continued"), Words("", ""), "", Words("", "")),
    "finished": (
        "ti-circle-check",
        Words("全部完成，控制数相符", "All slices done, control sums agree"),
        Words("", ""),
        "ok",
        Words("完成", "done"),
    ),
}


def event_words(event: RunEvent, with_reason: bool) -> EventShown:
    """An event in words; why a slice failed is for the administrator, who can mend it."""
    icon, title, detail, kind, word = _EVENTS[event.code]
    why = str(event.detail.get("why", "")) if with_reason else ""
    number = {name: f"{value:,}" if isinstance(value, int) else value for name, value in event.detail.items()}
    return EventShown(
        when=f"{timezone.localtime(event.at):%H:%M:%S}",
        icon=icon,
        title=str(title.filled(**number)),
        detail=why or str(detail),
        kind=kind,
        word=str(word),
    )
