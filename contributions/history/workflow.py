"""How a history file goes; docs/workflows/history_file.md has the picture."""

from contributions.history.models import FileState
from siadmin.agency.posts import Post
from siadmin.kernel.workflow import Workflow, move

_OTHERS = ("receive", "submit")
CONFIRM = "confirm_money"
FILE = Workflow(
    name="history_file",
    initial=FileState.RECEIVED,
    moves=(
        move("submit", FileState.RECEIVED, to=FileState.SUBMITTED, post=Post.CLERK),
        move("submit", FileState.SENT_BACK, to=FileState.SUBMITTED, post=Post.CLERK),
        move(CONFIRM, FileState.SUBMITTED, to=FileState.SUBMITTED, post=Post.ACCOUNTANT, not_by=_OTHERS),
        move("approve", FileState.SUBMITTED, to=FileState.APPROVED, post=Post.REVIEWER, not_by=(*_OTHERS, CONFIRM)),
        move("send_back", FileState.SUBMITTED, to=FileState.SENT_BACK, post=Post.REVIEWER, not_by=_OTHERS),
        move("book", FileState.APPROVED, to=FileState.BOOKED),
        move("replace", FileState.RECEIVED, to=FileState.REPLACED, post=Post.CLERK),
        move("replace", FileState.SENT_BACK, to=FileState.REPLACED, post=Post.CLERK),
        move("withdraw", FileState.RECEIVED, to=FileState.WITHDRAWN, post=Post.CLERK),
        move("withdraw", FileState.SENT_BACK, to=FileState.WITHDRAWN, post=Post.CLERK),
        move("withdraw", FileState.SUBMITTED, to=FileState.WITHDRAWN, post=Post.CLERK),
    ),
)
