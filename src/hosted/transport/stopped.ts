/** A try that was given up by this side: its caller left, its time ran out, or another one was faster. */
export class Stopped extends Error {}
