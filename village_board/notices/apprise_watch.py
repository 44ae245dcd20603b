"""What really happened while apprise sent: it answers true or false alone, and that is too little to go by.

Some robots answer 200 and refuse; a false may mean that nothing left, or that nobody knows. So the two libraries below
apprise are watched during one send, in the thread that sends, and passed through unchanged.
"""

from __future__ import annotations

import smtplib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import requests

_ACCEPTED = 250
_one_at_a_time = threading.Lock()


@dataclass
class Seen:
    """What one send did.

    Attributes:
        answers: status and body of every HTTP answer.
        errors: every exception of an HTTP request.
        connected: mail servers that were reached.
        handed_over: mails whose text was being handed over.
        taken: of these, those that the server said it took.
        refused: codes with which a mail server refused.
    """

    answers: list[tuple[int, bytes]] = field(default_factory=list)
    errors: list[requests.RequestException] = field(default_factory=list)
    connected: int = 0
    handed_over: int = 0
    taken: int = 0
    refused: list[int] = field(default_factory=list)


@contextmanager
def watched() -> Iterator[Seen]:
    """Watch what this thread sends by HTTP and SMTP until the block ends; one block at a time."""
    seen, here = Seen(), threading.get_ident()
    with _one_at_a_time:
        send, connect, data = requests.Session.send, smtplib.SMTP.connect, smtplib.SMTP.data

        def watched_send(self: requests.Session, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
            if threading.get_ident() != here:
                return send(self, request, **kwargs)
            try:
                answer = send(self, request, **kwargs)
            except requests.RequestException as error:
                seen.errors.append(error)
                raise
            seen.answers.append((answer.status_code, answer.content))
            return answer

        def watched_connect(self: smtplib.SMTP, *args: Any, **kwargs: Any) -> Any:
            done = connect(self, *args, **kwargs)
            seen.connected += threading.get_ident() == here
            return done

        def watched_data(self: smtplib.SMTP, msg: Any) -> Any:
            if threading.get_ident() != here:
                return data(self, msg)
            seen.handed_over += 1
            try:
                code, said = data(self, msg)
            except smtplib.SMTPResponseException as error:
                seen.refused.append(error.smtp_code)
                raise
            if code == _ACCEPTED:
                seen.taken += 1
            else:
                seen.refused.append(code)
            return code, said

        requests.Session.send = watched_send  # type: ignore[method-assign]
        smtplib.SMTP.connect = watched_connect  # type: ignore[method-assign]
        smtplib.SMTP.data = watched_data  # type: ignore[method-assign]
        try:
            yield seen
        finally:
            requests.Session.send = send  # type: ignore[method-assign]
            smtplib.SMTP.connect = connect  # type: ignore[method-assign]
            smtplib.SMTP.data = data  # type: ignore[method-assign]
