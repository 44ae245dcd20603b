"""Reading aloud: a text as it is spoken, a voice where the machine has one, and playing it (K18, K19, P23).

`spoken` turns what is written with digits and signs into Chinese words, `sentences` parts it where a reader breathes,
`pinyin` writes it with tone numbers, `synthesis` lets espeak-ng speak it into a file, `player` plays files.
Nothing here needs a network, and nothing personal is ever spoken: `speakable` masks first.
"""
