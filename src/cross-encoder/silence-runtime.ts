/**
 * Keeps ONNX Runtime from its telemetry: since 1.30 its builds for Linux note sessions and hardware in the user's home and send
 * them to its maker, unless the environment says no before the library is loaded. Who sets the variable decides.
 *
 * Native code sees only what the main thread sets: a program that uses this package in a thread of its own must set it itself.
 */
export function silenceRuntime(environment: Record<string, string | undefined> = process.env): void {
  environment['ORT_DISABLE_TELEMETRY'] ??= '1'
}
