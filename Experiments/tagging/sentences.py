#!/usr/bin/env python3
"""Writes sentences.csv: made-up English sentences, a row a word, with the part of speech of each word.

A small grammar makes 400 sentences of 3 to 16 words. Words such as `can`, `fish` and `light` are noun, verb, adjective or auxiliary by what
stands before them, so that no table of words alone can tell; nouns and verbs have a long tail, so that a part of the words in the test
sentences was never seen in training. Needs Python alone.
"""

from pathlib import Path
from random import Random

DETERMINERS = ["the", "a", "this", "every", "no"]
PRONOUNS = ["she", "he", "they", "we", "you", "it"]
AUXILIARIES = ["can", "will", "may", "must"]
PREPOSITIONS = ["in", "on", "with", "under", "near"]
ADVERBS = ["often", "slowly", "never", "well"]
# Words of two kinds first, so that they are common; the tail is made of syllables.
BOTH = ["fish", "light", "can", "run", "watch", "will", "water", "mean"]
NOUNS = BOTH + ["dog", "river", "house", "gate", "cell", "child", "stone", "night"]
VERBS = BOTH + ["see", "open", "find", "keep", "cross", "forget", "carry", "close"]
ADJECTIVES = ["light", "mean", "old", "small", "open", "close", "well", "quiet"]


def tail(random, ending, count):
    consonants, vowels = "bdfgklmnprst", "aeiou"
    words = set()
    while len(words) < count:
        words.add("".join(random.choice(consonants) + random.choice(vowels) for _ in range(2)) + ending)
    return sorted(words)


def common_first(random, words):
    """A word by its rank r with a probability in proportion to 1/(r + 2)."""
    weights = [1 / (rank + 2) for rank in range(1, len(words) + 1)]
    return random.choices(words, weights)[0]


def noun_phrase(random, nouns):
    if random.random() < 0.3:
        return [(random.choice(PRONOUNS), "PRON")]
    phrase = [(random.choice(DETERMINERS), "DET")]
    while random.random() < 0.35:
        phrase.append((common_first(random, ADJECTIVES), "ADJ"))
    phrase.append((common_first(random, nouns), "NOUN"))
    if random.random() < 0.2:
        phrase += [(random.choice(PREPOSITIONS), "PREP")] + noun_phrase(random, nouns)
    return phrase


def sentence(random, nouns, verbs):
    words = noun_phrase(random, nouns)
    if random.random() < 0.4:
        words.append((random.choice(AUXILIARIES), "AUX"))
    if random.random() < 0.15:
        words.append((random.choice(ADVERBS), "ADV"))
    words.append((common_first(random, verbs), "VERB"))
    if random.random() < 0.7:
        words += noun_phrase(random, nouns)
    return words if 3 <= len(words) <= 16 else sentence(random, nouns, verbs)


def main():
    random = Random(20261128)
    nouns, verbs = NOUNS + tail(random, "", 150), VERBS + tail(random, "sh", 80)
    with open(Path(__file__).parent / "sentences.csv", "w", encoding="utf-8", newline="\n") as file:
        file.write("sentence,word,part\n")
        for number in range(1, 401):
            for word, part in sentence(random, nouns, verbs):
                file.write(f"{number},{word},{part}\n")


if __name__ == "__main__":
    main()
