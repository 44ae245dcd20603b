"""The staff's mode of the kiosk in the hall: tick, count, confirm, show a code, write a slip. Only digits are typed.

One screen (`screen.StaffScreen`) shows pages (`page`), which are read for whoever has signed in; what changes the board
is a `Deed`, done by the same service as everywhere else. Whoever signed in is known to that screen alone: when it is
left, by a key or by an idle minute, nothing of the session remains (K9, A21).
"""
