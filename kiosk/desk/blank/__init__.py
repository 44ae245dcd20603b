"""The form engine of the desk: a form is declared (`shape`), filled in (`screen`), and done by the core's service.

A form in four lines::

    RETURN = Form(
        name="item.return", title=N_("Send back"), act=Act.RETURN_ITEM, button=N_("Send it back"),
        fields=(Field("reason", N_("Why"), Kind.LINES, required=True),),
        do=lambda desk, filled: return_item(desk, filled.subject, filled.text("reason")),
    )

and ``desk.push_screen(BlankScreen(RETURN, item.id))`` shows it. Lists and sheets of records
stand in `kiosk.desk.browse`.
"""
