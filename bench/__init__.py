"""How fast a month is, measured with the real code on databases of the bench's own.

    python -m bench                                   every measurement, at a modest size
    python -m bench assessment --people 1000000       one measurement

Each prints what it does on standard error and its figures on standard output; with `--json` the last line is one JSON
object. Runs are opened by the action that clerks use and done by two worker processes that call `kernel.runs.work`,
connected as the application; durability and guards are as everywhere.

    places      a fresh database: made, migrated, partitioned and loaded by its owner
    people      employers of skewed sizes, people, insured periods and wages, written as sets from numbers
    working     two worker processes, the time from opening to done, their peak memory
    assessment collection latefees interest coverage subsidies precheck peers overlap    what is measured, one each
"""
