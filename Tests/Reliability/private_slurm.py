"""A private Slurm on this machine: a controller and two nodes in a folder, ended by their own process ids."""

import contextlib
import os
import random
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

PROGRAMS = ["setpriv", "munged", "slurmctld", "slurmd", "sbatch", "scontrol", "squeue", "sinfo", "scancel"]
NODES = ["n1", "n2"]

# Without systemd and control groups. RequeueExit is not set: what requeues a task is its own script.
CONFIGURATION = """
ClusterName=sluice
SlurmctldHost=localhost
SlurmUser=root
SlurmdUser=root
SlurmctldPort={port}
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
SlurmdTimeout=10
KillWait=5
AuthInfo=socket={folder}/munge.sock,cred_expire=5
SchedulerParameters=batch_sched_delay=0,sched_interval=1,bf_interval=1
SlurmdParameters=config_overrides
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool.%n
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.%n.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.%n.log
MpiDefault=none
NodeName=n[1-2] NodeHostname=localhost Port=[{first}-{last}] CPUs=2 RealMemory=8000
PartitionName=main Nodes=ALL Default=YES State=UP MaxTime=INFINITE
"""


def missing():
    """The first program that a private Slurm needs and this machine lacks; None where it has all."""
    if os.geteuid() != 0:
        return "the rights of root"
    path = os.environ["PATH"] + os.pathsep + "/usr/sbin"
    return next((name for name in PROGRAMS if not shutil.which(name, path=path)), None)


class PrivateSlurm:
    """A cluster of two nodes with two processors each, from `with` to its end."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.environment = {
            **os.environ,
            "PATH": os.environ["PATH"] + os.pathsep + "/usr/sbin",
            "SLURM_CONF": str(self.folder / "slurm.conf"),
        }
        # A machine's own Slurm must not be heard of.
        for name in [name for name in self.environment if name.startswith(("SLURM_", "SBATCH_")) and name != "SLURM_CONF"]:
            del self.environment[name]
        self._port = free_ports(1 + len(NODES))
        self._daemons = {}

    def __enter__(self):
        self.folder.mkdir(parents=True)
        (self.folder / "state").mkdir()
        configuration = CONFIGURATION.format(
            folder=self.folder, port=self._port, first=self._port + 1, last=self._port + 2)
        (self.folder / "slurm.conf").write_text(configuration)
        key = self.folder / "munge.key"
        key.write_bytes(os.urandom(128))
        key.chmod(0o600)
        try:
            self._start_munge(key)
            self.start_controller()
            for node in NODES:
                self.start_node(node)
            self.wait_for("two idle nodes", lambda: self.idle_nodes() == 2)
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, *_):
        self._end()

    def _start_munge(self, key):
        files = {name: self.folder / f"munge.{name}" for name in ["sock", "pid", "seed", "log"]}
        self._daemons["munged"] = self._start(
            "munged", "--force", "--foreground", f"--socket={files['sock']}", f"--key-file={key}",
            f"--pid-file={files['pid']}", f"--seed-file={files['seed']}", f"--log-file={files['log']}")
        self.wait_for("munge", lambda: files["sock"].exists())

    def _start(self, *words):
        # Where this process is killed, they end too.
        words = ["setpriv", "--pdeathsig", "TERM", *words]
        log = open(self.folder / f"{words[3]}.out", "ab")
        with log:
            return subprocess.Popen(
                words, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)

    def start_controller(self):
        """Starts the controller, for the first time or with the state that the last one left."""
        self._daemons["slurmctld"] = self._start("slurmctld", "-D", "-i")

    def start_node(self, node):
        """Starts a node's daemon."""
        self._daemons[node] = self._start("slurmd", "-D", "-N", node)

    def kill_controller(self):
        """Kills the controller."""
        self._kill("slurmctld")

    def kill_node(self, node):
        """Kills a node's daemon and everything that the node does, as a loss of power would."""
        self._kill(node)
        self._kill_tasks(node)

    def _kill(self, name):
        daemon = self._daemons.pop(name)
        daemon.kill()
        daemon.wait()

    def _kill_tasks(self, node):
        """Kills a node's tasks; those that watch over them first, who would tell the controller."""
        tasks = {p: parent for p, parent, _ in self.tasks() if environment(p).get("SLURMD_NODENAME") == node}
        watchers = [p for p, _, words in processes() if p in tasks.values() and words[0].startswith("slurmstepd")]
        for process in [*watchers, *tasks]:
            end(process, signal.SIGKILL)

    def tasks(self):
        """The processes that this cluster's tasks have started: id, parent, command line."""
        for process, parent, words in processes():
            variables = environment(process)
            if variables.get("SLURM_CONF") == self.environment["SLURM_CONF"] and "SLURMD_NODENAME" in variables:
                yield process, parent, words

    def _end(self):
        for node in NODES:
            self._kill_tasks(node)
        for name in [*NODES, "slurmctld", "munged"]:
            if process := self._daemons.pop(name, None):
                process.terminate()
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()

    def call(self, *words, check=True, **options):
        """What a command of Slurm prints."""
        done = subprocess.run(
            words, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60,
            **options)
        if check and done.returncode != 0:
            raise RuntimeError(f"{' '.join(words)}: exit {done.returncode}: {done.stdout}")
        return done.stdout

    def wait_for_saved_state(self):
        """Waits until the controller has written down what it knows, some seconds at most. One that is killed in the first second of a job
        forgets it, and then drains the nodes that still have it: a matter for whoever keeps a Slurm."""
        now, state = time.time(), self.folder / "state/job_state"
        self.wait_for("the controller's state", lambda: state.exists() and state.stat().st_mtime > now)

    def idle_nodes(self):
        """How many nodes wait for work."""
        return sum(int(line) for line in self.call("sinfo", "-h", "-t", "idle", "-o", "%D", check=False).split() if line.isdigit())

    def jobs(self, fields="%i %T %r"):
        """The lines of `squeue`, a task of an array each; None where the controller does not answer."""
        done = subprocess.run(
            ["squeue", "-h", "-r", "-o", fields], env=self.environment, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True)
        return done.stdout.splitlines() if done.returncode == 0 else None

    def wait_for(self, what, condition, seconds=120, pause=0.1):
        """Waits until something holds, and looks again after so many seconds."""
        end_of_patience = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end_of_patience:
                raise TimeoutError(f"waited {seconds} s for {what}")
            time.sleep(pause)


def free_ports(count):
    """The first of some ports in a row that nothing listens on."""
    while True:
        first = random.randrange(20_000, 60_000)
        try:
            with contextlib.ExitStack() as stack:
                for port in range(first, first + count):
                    stack.enter_context(socket.socket()).bind(("", port))
            return first
        except OSError:
            continue


def end(process, how):
    """Sends a process a signal, unless it has ended."""
    try:
        os.kill(process, how)
    except ProcessLookupError:
        pass


def processes():
    """Every process: its id, its parent's, and its command line."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
                words = (entry / "cmdline").read_bytes().split(b"\0")
            except (OSError, IndexError):
                continue
            yield int(entry.name), parent, [os.fsdecode(word) for word in words]


def environment(process):
    """The variables that a process was started with; none of one that has ended."""
    try:
        words = Path(f"/proc/{process}/environ").read_bytes().split(b"\0")
    except OSError:
        return {}
    return dict(os.fsdecode(word).partition("=")[::2] for word in words)
