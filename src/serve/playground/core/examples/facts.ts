import type { Example } from './example.ts'

/** Facts in prose, with one long document that has its answer near the end. */
export const facts: Example = {
  name: 'Facts',
  note: 'Texts that share the query’s words stand before those that answer it. One is long, with the answer near its end.',
  query: 'how does a lighthouse lens send light far out to sea',
  maxChunks: 8,
  candidates: [
    'The lighthouse can be visited from May to September. From the far end of the car park, a path with many steps leads away from the road to the door.',
    'Lens is a town in the north of France, far from the sea; a branch of the Louvre was opened there in 2012.',
    'In 1903 the keeper of the lighthouse wrote that he had seen nobody for eleven weeks, so far away was the nearest village.',
    'Light travels in straight lines, so the horizon hides what is low. The higher a lamp stands above the sea, the farther the ships that can still see it.',
    'Far away from any city, the night sky shows several thousand stars to the naked eye.',
    'Rings of prisms, first built by Fresnel, bend the rays of a small lamp, which would be lost in all directions, into one narrow beam. So the lens of a lighthouse carries a modest flame to ships thirty kilometres off the coast.',
    'Why do cats see well at night? A layer behind the retina reflects the light, so that it passes the receptors twice.',
    [
      'The station on the cape was begun in the spring of 1861, after three ships had been lost on the reef within one winter. The stone came from a quarry up the river, on barges that could land on calm days only, and the masons lived in tents behind the dunes until the first storms of autumn drove them home.',
      'It took four summers to raise the tower to its full height of forty-one metres. The walls are more than two metres thick at the foot, and a little less than one at the gallery. The first keeper moved in with his wife, five children and a cow, and for the next thirty years the family kept a diary of the weather, the passing ships and the price of oil.',
      'Supplies came twice a year. Between the visits the children were taught at the kitchen table, and the garden, which was no more than a row of barrels filled with soil, gave cabbages and beans. When the railway reached the bay in 1894 the village grew, and a hotel was built.',
      'The apparatus in the lantern room was ordered in Paris. Its ring-shaped prisms gather nearly all the light of the lamp and send it out towards the horizon in a single flat sheet, rather than letting it scatter upwards and down; for this reason, and thanks to its height above the water, sailors make out the flash at a distance of twenty-six sea miles.',
      'The light was made electric in 1936, and the last keeper left in 1988. Today the rooms belong to a society of friends, who open them on Sundays.',
    ].join(' '),
    'A torch for the pocket has a mirror behind its bulb, which throws the light forward.',
    'Each station flashes in a rhythm of its own, by which sailors tell one from another; the rhythms are printed in a yearly list.',
  ],
}
