"""What the peers share: sizes from the command line, repetition, and the line at the end."""

import argparse
import time


def arguments(description, policies, modes):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--policy", choices=policies, default=policies[0])
    parser.add_argument("--mode", choices=modes, default=modes[0])
    for name, default in (("input", 64), ("hidden", 128), ("batch", 32), ("steps", 100)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--seconds", type=float, default=3.0)
    return parser.parse_args()


def repeat(name, given, step):
    """Calls `step` until the time is up, and prints the shortest time of the processor.

    Time of the processor, all threads of the process together, is what `sluice-bench` counts too: on a busy machine it
    is what the work itself took. Every peer is told to use one thread.
    """
    for _ in range(3):
        step()
    shortest, spent = float("inf"), 0.0
    while spent < given.seconds:
        start = time.process_time()
        step()
        seconds = time.process_time() - start
        shortest, spent = min(shortest, seconds), spent + seconds
    products = 2.0 * given.batch * given.steps * 4 * given.hidden * (given.input + given.hidden)
    operations = products * (3 if given.mode == "train" else 1)
    print(
        f"{name} {given.policy} {given.mode} m {given.input} n {given.hidden} B {given.batch} T {given.steps}: "
        f"{shortest * 1e3:.3f} ms  {operations / shortest / 1e9:.1f} GF/s"
    )
