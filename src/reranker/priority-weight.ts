/**
 * The weight of a request that shares a model's speed with others: 1 / (1 + priority / 100). A request of priority 0 gets
 * twice the share of one of priority 100 and eleven times that of one of 999, and none gets nothing.
 */
export function priorityWeight(priority: number | undefined = 0): number {
  return 1 / (1 + priority / 100)
}
