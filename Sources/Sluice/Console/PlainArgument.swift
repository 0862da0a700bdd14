import ArgumentParser

/// `--plain`, of the subcommands that show how far something is.
struct PlainArgument: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "Say everything in sentences, for screen readers: no bars, curves or colors, nothing drawn over (SLUICE_PLAIN=1 does so everywhere)."
    ))
  var plain = false

  /// The console, plain where that was asked for.
  var console: Console { plain ? Console(isPlain: true) : CommandContext.current.console }
}
