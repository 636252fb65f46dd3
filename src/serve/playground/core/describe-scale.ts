/** What the numbers of a scale mean, in words; none of them is a probability unless a calibration made it one. */
export function describeScale(scale: string): string {
  if (scale === 'sigmoid') return 'sigmoid of the logit, not a probability'
  if (scale === 'logit') return 'logit, the model’s raw output: order is what counts'
  if (scale === 'calibrated') return 'calibrated: a probability, as far as the calibration data hold'
  if (scale === 'provider') return 'the service’s own scale, not a probability'
  return scale
}
