/** What the process tells its caller when it ends. Documented in the README and in `--help`. */
export const exitCode = {
  success: 0,
  /** Scoring, the model, or reading and writing failed. */
  failure: 1,
  /** The command line or the input is wrong; nothing was scored. */
  usage: 2,
  /** A batch went through, and some of its queries failed. */
  partial: 3,
  /** Ctrl-C, by the shell's convention 128 + SIGINT. */
  interrupted: 130,
} as const
