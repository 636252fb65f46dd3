import { findJsonError } from '../../json/find-json-error.ts'
import { placeIn } from '../../json/place-in.ts'
import type { Candidate } from './candidate.ts'

/** What a text holds: candidates, and the query where it has one. */
export interface ParsedCandidates {
  readonly format: 'JSON' | 'JSON lines' | 'plain lines'
  readonly candidates: readonly Candidate[]
  readonly query?: string
}

/** Why a text cannot be read, in words for the one who typed it. */
export class UnreadableCandidates extends Error {}

/**
 * Reads candidates from a text: a JSON array, `{ query, documents }`, JSON lines, or one candidate a line. Blank lines are
 * passed over.
 *
 * @throws UnreadableCandidates for what looks like JSON and is none, and for what is neither a text nor an object.
 */
export function parseCandidates(text: string): ParsedCandidates {
  const body = text.replace(/^\uFEFF/, '')
  const trimmed = body.trim()
  if (!/^[[{]/.test(trimmed)) return parseLines(body)
  const whole = tryJson(trimmed)
  if ('value' in whole) return fromJson(whole.value)
  // Plain text may begin with a bracket, such as that of a footnote.
  if (!/^(?:\[\s*["{\]]|\{)/.test(trimmed)) return parseLines(body)
  const lines = nonBlankLines(body)
  // JSON lines, where the first is JSON by itself; else one value that goes over several lines, and is broken somewhere.
  const [first] = lines
  if (first !== undefined && lines.length > 1 && 'value' in tryJson(first.line)) return parseJsonLines(lines)
  const place = placeIn(body, body.indexOf(trimmed) + whole.at)
  throw new UnreadableCandidates(`This begins like JSON, but is none: ${whole.problem} (${place}).`)
}

function parseLines(text: string): ParsedCandidates {
  const lines = nonBlankLines(text)
  // Lines of quoted strings are JSON lines too; one line that is not makes them plain text.
  const values = lines[0]?.line.startsWith('"') ? lines.map(({ line }) => tryJson(line)) : []
  const strings = values.flatMap((each) => ('value' in each && typeof each.value === 'string' ? [each.value] : []))
  if (strings.length > 0 && strings.length === lines.length) return { format: 'JSON lines', candidates: strings }
  return { format: 'plain lines', candidates: lines.map(({ line }) => line) }
}

function parseJsonLines(lines: readonly Line[]): ParsedCandidates {
  const candidates = lines.map(({ line, number, column }) => {
    const read = tryJson(line)
    if ('problem' in read) {
      throw new UnreadableCandidates(`Line ${number} is no JSON: ${read.problem} (column ${column + read.at}).`)
    }
    return toCandidate(read.value, `Line ${number}`)
  })
  return { format: 'JSON lines', candidates }
}

function fromJson(value: unknown): ParsedCandidates {
  if (Array.isArray(value)) return { format: 'JSON', candidates: readArray(value) }
  const { documents, query } = value as { documents?: unknown; query?: unknown }
  // One object without a list is one candidate: the first of JSON lines that are still being typed.
  if (documents === undefined) return { format: 'JSON lines', candidates: [toCandidate(value, 'Line 1')] }
  if (!Array.isArray(documents)) throw new UnreadableCandidates('“documents” must be an array.')
  return { format: 'JSON', candidates: readArray(documents), ...(typeof query === 'string' && { query }) }
}

function readArray(values: readonly unknown[]): Candidate[] {
  return values.map((value, index) => toCandidate(value, `Candidate ${index + 1}`))
}

function toCandidate(value: unknown, place: string): Candidate {
  if (typeof value === 'string') return value
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Candidate
  const kind = value === null ? 'null' : Array.isArray(value) ? 'an array' : `a ${typeof value}`
  throw new UnreadableCandidates(`${place} is ${kind}. A candidate is a text or an object.`)
}

/** A line without blanks around it. */
interface Line {
  readonly line: string
  /** From 1. */
  readonly number: number
  /** Of its first character that is no blank, from 1. */
  readonly column: number
}

function nonBlankLines(text: string): Line[] {
  return text
    .split(/\r\n|\n|\r/)
    .map((line, index) => ({
      line: line.trim(),
      number: index + 1,
      column: line.length - line.trimStart().length + 1,
    }))
    .filter(({ line }) => line !== '')
}

function tryJson(text: string): { value: unknown } | { problem: string; at: number } {
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    // Engines quote the text itself behind a comma or colon; the first words are enough, and short. Where it is, only some
    // of them say, and in a count of their own.
    const problem = (error as Error).message
      .replace(/, (?:"|\.\.\.).*$/s, '')
      .replace(/^JSON\.parse: |^JSON Parse error: /, '')
      .replace(/(?: in JSON)? at position \d+.*$| at line \d+ column \d+ of the JSON data$/s, '')
    return { problem, at: findJsonError(text) ?? text.length }
  }
}
