extension ArrayScript {
  /// The script, for bash.
  public var text: String { head + usage + names + status + submission + task }

  private var head: String {
    "#!/bin/bash\n" + directives.map { "#SBATCH --\($0.name)=\($0.value)\n" }.joined() + "#SBATCH --requeue\n"
  }

  private var usage: String {
    let shared = runs == 1 ? "1 run" : "\(runs) runs"
    return """

      # \(shared) of \(name) in \(tasks) \(tasks == 1 ? "task" : "tasks"), made by `sluice slurm`. With this file's name for FILE:
      #   bash FILE               submits the tasks, and a job that writes the tables when they have ended
      #   sbatch FILE             submits the tasks alone; the one that finishes last writes the tables
      #   sbatch --array=1 FILE   submits one task; any may be submitted again, for finished runs are kept
      #   bash FILE status        shows how far it is: `sluice status`, on the login node or anywhere else

      """
  }

  /// Everything that a person's own choice of names has a part in.
  private var names: String {
    let sets = overrides.flatMap { ["--set", $0] }
    return """
      folder=\(ShellWord.quoted(folder))
      sluice=\(ShellWord.quoted(command))
      out=\(ShellWord.quoted(out))
      experiment=(\(([file] + sets).map(ShellWord.quoted).joined(separator: " ")))

      """
  }

  private var status: String {
    #"""

    if [ "${1:-}" = status ]; then
      cd "$folder" && exec "$sluice" status "$out"
    fi

    """#
  }

  /// Outside an array the script submits itself.
  private var submission: String {
    let shared = options.filter { $0.name != "cpus-per-task" }.map { " --\($0.name)=\($0.value)" }.joined()
    return #"""

      if [ -z "${SLURM_ARRAY_TASK_ID:-}" ]; then
      \#(chain)  array=${array%%;*}
        tables=$(printf '#!/bin/bash\ncd %q && exec %q merge %q --out %q\n' "$folder" "$sluice" "$out" "$out" |
          sbatch --parsable --dependency="afterany:$array" --job-name=\#(name)-tables \
            --time=\#(time.text)\#(shared) --requeue) || exit
        echo "\#(tunes ? "job $trials tunes, then " : "")job $array runs \#(name), and job ${tables%%;*} writes its tables"
        exit
      fi

      """#
  }

  /// Submits the array, or two of them, the second when the first has ended.
  private var chain: String {
    guard tunes else { return "  array=$(sbatch --parsable \"$0\") || exit\n" }
    return #"""
        trials=$(sbatch --parsable --export=ALL,SLUICE_STAGE=--tuning-only "$0") || exit
        trials=${trials%%;*}
        array=$(sbatch --parsable --dependency="afterany:$trials" "$0") || exit

      """#
  }

  /// What a task does.
  ///
  /// Found on a real Slurm: `scontrol requeue` with a task's own job id takes the whole array, where that is the array's first; a task that
  /// is cancelled would requeue itself, and is told by its state, which is not RUNNING any more. Not every cluster has RequeueExit, and not
  /// every node may call `scontrol`: exit 75 serves where the one is there, the call where the other is.
  private var task: String {
    #"""

    cd "$folder" || exit
    # Slurm tells this script alone that the time is nearly up. A signal ends `wait`, and not what is waited for.
    run=''
    signaled=''
    trap 'signaled=yes; [ -z "$run" ] || kill -TERM "$run" 2> /dev/null' TERM
    "$sluice" run "${experiment[@]}" --out "$out" --jobs \#(jobs) --shard "$SLURM_ARRAY_TASK_ID/\#(tasks)"\#(tunes ? " ${SLUICE_STAGE:-}" : "") &
    run=$!
    [ -z "$signaled" ] || kill -TERM "$run" 2> /dev/null
    while
      signaled=
      wait "$run"
      status=$?
      [ "$signaled" ]
    do :; done

    # 75: stopped with its finished runs kept, and it goes on. 74 or a signal: a disk or a node failed, and it is tried again, three times.
    again=0
    if [ "$status" -eq 75 ]; then
      again=1000
    elif [ "$status" -eq 74 ] || [ "$status" -gt 128 ]; then
      again=3
    fi
    # A task that was cancelled is not running any more, and stays so.
    task=${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID
    if [ "${SLURM_RESTART_COUNT:-0}" -lt "$again" ] && [ "$(squeue -h -j "$task" -o %T)" = RUNNING ]; then
      scontrol requeue "$task"
    fi
    exit "$status"

    """#
  }
}
