"""The script of `sluice slurm` on a real Slurm, which is started on this machine: tasks that are stopped, killed and cancelled, a node and
the controller that die. Prints what happens as it happens."""

import os
import re
import shutil
import signal
import subprocess
import time

from private_slurm import PrivateSlurm, end, missing
from workbench import Failure, digests

TASKS = 8


def cases(bench, quick):
    """A check for each thing that happens to an array, or none where Slurm is not installed."""
    if lacking := missing():
        print(f"  skipped: a private Slurm needs {lacking} (Debian: slurm-wlm munge)", flush=True)
        return
    happenings = [stopped_task]
    if not quick:
        happenings += [killed_run, killed_script, cancelled_task, time_nearly_up, dead_node, dead_controller]
    for happening in happenings:
        yield f"slurm {happening.__name__.replace('_', ' ')}", lambda h=happening: check(bench, h)


def check(bench, happening):
    """Something happens to an array on a cluster of its own; the merged tables have the bytes of the local run."""
    folder = bench.new_folder("slurm")
    print(f"  {happening.__doc__}", flush=True)
    try:
        with PrivateSlurm(folder) as cluster:
            happening(array := Array(bench, cluster, folder))
            array.say("done")
    except (OSError, RuntimeError, subprocess.SubprocessError) as failure:
        raise Failure(f"{happening.__name__}: {failure}") from None
    shutil.rmtree(folder)


class Array:
    """An array that has been submitted, and the job that writes its tables."""

    def __init__(self, bench, cluster, folder, minutes=10):
        self.bench, self.cluster = bench, cluster
        self._start, self._command = time.monotonic(), os.path.realpath(bench.sluice)
        # What a shell might trip over.
        self.work = folder / "a 'folder' of $HOME"
        self.work.mkdir()
        self.out = self.work / "results"
        words = [bench.sluice, "slurm", str(bench.root / "experiment.yaml"), *bench.overrides, "--tasks", str(TASKS)]
        script = subprocess.run(
            [*words, "--time", str(minutes), "--mem", "300M", "--out", "results"], cwd=self.work, check=True,
            stdout=subprocess.PIPE).stdout
        (self.work / "job.sbatch").write_bytes(script)
        answer = cluster.call("bash", "job.sbatch", cwd=self.work).strip()
        self.job, self.tables = re.search(r"job (\d+) .* job (\d+) ", answer).groups()
        self.say(f"$ bash job.sbatch: {answer}")

    def say(self, text):
        """Prints what happens, and when."""
        print(f"    {time.monotonic() - self._start:5.1f} s  {text}", flush=True)

    def catch(self):
        """Holds a run that has said that it works; its task and its process id. Whichever is there: a run that ends before it is held is
        no harm while others come."""
        caught = []

        def look():
            for run, words in self.runs().items():
                task = int(words[words.index("--shard") + 1].split("/")[0])
                said = self.output(task)
                if "runs finished" in said and not re.search(r"^(\d+) of \1 runs", said, re.MULTILINE):
                    end(run, signal.SIGSTOP)
                    if run in self.runs():
                        caught[:] = [task, run]
                        return True
            return False

        self.cluster.wait_for("a run to hold", look, pause=0.01)
        return caught

    def runs(self):
        """The command line of every `sluice run` of this array, by process id."""
        return {p: words for p, _, words in self.cluster.tasks() if words[:2] == [self._command, "run"]}

    def hold(self, count):
        """Holds the first so many runs of the array."""
        held = set()

        def catch():
            for run in sorted(self.runs().keys() - held)[: count - len(held)]:
                end(run, signal.SIGSTOP)
                held.add(run)
            return len(held) == count

        self.cluster.wait_for(f"{count} runs", catch, pause=0.01)
        return held

    def restarts(self, task):
        """How often a task has begun anew."""
        return int(re.search(r"Restarts=(\d+)", self.cluster.call("scontrol", "show", "job", f"{self.job}_{task}"))[1])

    def state(self, task):
        """The state of a task, as long as Slurm remembers it."""
        return re.search(r"JobState=(\w+)", self.cluster.call("scontrol", "show", "job", f"{self.job}_{task}"))[1]

    def queue(self):
        """What is waiting and running, in a line."""
        return ", ".join(line for line in self.cluster.jobs() or ["no answer"]) or "nothing"

    def wait_for_tables(self):
        """Waits until the array and the job behind it have ended; what that job said."""
        self.cluster.wait_for("the tables", lambda: self.cluster.jobs() == [], seconds=300)
        said = (self.work / f"slurm-{self.tables}.out").read_text().strip()
        self.say(f"job {self.tables}: {said}")
        return said

    def output(self, task):
        """What a task has printed."""
        file = self.work / f"slurm-{self.job}_{task}.out"
        return file.read_text() if file.exists() else ""

    def must_be_whole(self):
        """The tables have the bytes of the local run."""
        self.wait_for_tables()
        self.bench.check_finished(self.out)
        self.say(f"{len(digests(self.out))} files have the bytes of the local run")

    def let_go(self, run, seconds=30):
        """Lets a held run go on once its script has told it to stop."""

        def is_told():
            bits = re.search(r"^ShdPnd:\s*(\w+)", open(f"/proc/{run}/status").read(), re.MULTILINE)[1]
            return int(bits, 16) & 1 << signal.SIGTERM - 1

        self.cluster.wait_for("SIGTERM", is_told, seconds)
        end(run, signal.SIGCONT)

    def must_begin_anew(self, task):
        """A task is in the queue again."""
        self.cluster.wait_for(f"task {task} in the queue", lambda: self.restarts(task) == 1)
        self.say(f"task {task} is back in the queue: {self.queue()}")


def stopped_task(array):
    """A task is told to stop: it ends with 75, is requeued and goes on."""
    task, run = array.catch()
    array.say(f"$ scancel --batch --signal=TERM {array.job}_{task}")
    array.cluster.call("scancel", "--batch", "--signal=TERM", f"{array.job}_{task}")
    array.let_go(run)
    array.must_begin_anew(task)
    array.must_be_whole()
    if "interrupted: " not in array.output(task):
        raise Failure(f"task {task} was not stopped: {array.output(task)}")


def killed_run(array):
    """The run of a task is killed, as by a lack of memory: its script tries again."""
    task, run = array.catch()
    array.say(f"$ kill -9 {run}, the run of task {task}")
    end(run, signal.SIGKILL)
    array.must_begin_anew(task)
    array.must_be_whole()


def killed_script(array):
    """The script of a task is killed: the task has failed, the gap is named, and the task is submitted again."""
    task, run = array.catch()
    script = next(parent for process, parent, _ in array.cluster.tasks() if process == run)
    array.say(f"$ kill -9 {script} {run}, the script of task {task} and its run")
    end(script, signal.SIGKILL)
    end(run, signal.SIGKILL)
    if "missing, and this does" not in array.wait_for_tables():
        raise Failure("the gap is not named")
    if array.state(task) != "FAILED":
        raise Failure(f"task {task} is {array.state(task)}")
    again = array.cluster.call("sbatch", "--parsable", f"--array={task}", "job.sbatch", cwd=array.work).strip()
    array.say(f"$ sbatch --array={task} job.sbatch: {again}")
    array.cluster.wait_for("the task", lambda: array.cluster.jobs() == [])
    array.bench.check_finished(array.out)
    array.say("the tables have the bytes of the local run")


def cancelled_task(array):
    """A task is cancelled: it stops, and stays cancelled."""
    task, _ = array.catch()
    array.say(f"$ scancel {array.job}_{task}")
    array.cluster.call("scancel", f"{array.job}_{task}")  # which lets the run go, and tells it to stop
    said = array.wait_for_tables()
    if array.state(task) != "CANCELLED" or array.restarts(task) != 0:
        raise Failure(f"task {task} is {array.state(task)} after {array.restarts(task)} restarts")
    array.say(f"task {task} is {array.state(task)}")
    if "missing, and this does" not in said:
        raise Failure("the gap is not named")


def time_nearly_up(array):
    """The time of a task is nearly up: Slurm's own signal stops it, and it goes on."""
    task, run = array.catch()
    array.cluster.call("scontrol", "update", f"JobId={array.job}_{task}", "TimeLimit=3")
    array.say(f"task {task} has three minutes, and is told two minutes before their end")
    array.let_go(run, 150)
    array.say("it was told")
    array.must_begin_anew(task)
    array.must_be_whole()


def dead_node(array):
    """A node dies with its tasks: Slurm gives them to another."""
    task, _ = array.catch()
    node = array.cluster.call("squeue", "-h", "-j", f"{array.job}_{task}", "-o", "%N").strip()
    array.say(f"{node} dies: {array.queue()}")
    array.cluster.kill_node(node)
    array.must_begin_anew(task)
    array.must_be_whole()


def dead_controller(array):
    """The controller dies while tasks run and others wait, and comes back."""
    held = array.hold(4)
    array.cluster.wait_for_saved_state()
    array.say(f"the controller dies: {array.queue()}")
    array.cluster.kill_controller()
    for run in held:
        end(run, signal.SIGCONT)
    # The tasks end while nobody is there to be told.
    array.cluster.wait_for("the ends of tasks", lambda: not array.runs())
    array.cluster.start_controller()
    array.cluster.wait_for("the controller", lambda: array.cluster.jobs() is not None)
    array.say(f"the controller is back: {array.queue()}")
    array.must_be_whole()
