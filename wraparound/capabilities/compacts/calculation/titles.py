"""Whether words that were typed for a post are a plain title, of which nothing else can be read."""

import re

TYPED = """
a accountable acting affairs allied and assistant associate board business capital care chair chairman chairwoman chief
clinical commercial commissioning communications communities community company corporate data delivery deputy
development digital director effectiveness engagement equality estates executive experience facilities finance financial
for governance group head health human improvement inclusion information innovation integrated integration interim it
joint legal managing medical medicine mental midwifery non nurse nursing of officer operating operational operations
organisational partnership partnerships patient patients people performance pharmacy place planning population primary
professional professions programme public quality recovery research resource resources risk safety secretary senior
service services site strategic strategy sustainability system technology the therapies to transformation trust
turnaround urgent vice women workforce ceo cfo cio coo hr
"""
WORDS = frozenset(TYPED.split())


def is_plain_title(role: str) -> bool:
    """Whether every word is one that titles of posts are made of, so that it names no person and tells no story.

    >>> is_plain_title("Chief nurse & director of quality"), is_plain_title("Chief executive (after Ms Berg)")
    (True, False)
    """
    words = re.sub(r"[,&/()’'-]+", " ", role.casefold()).split()
    return bool(words) and all(one in WORDS for one in words)
