/** Of plants: nobody is called better or worse by one. In the order of the alphabet, so that lists have one. */
const names = [
  ..."Alder Ash Aspen Bay Beech Birch Bramble Bryony Cedar Cherry Chestnut Clover Cypress Dogwood Elder Elm".split(" "),
  ..."Fern Fig Fir Flax Gorse Hazel Heather Hemlock Holly Hornbeam Iris Ivy Juniper Larch Laurel Lilac".split(" "),
  ..."Lime Linden Lupin Maple Medlar Mint Myrtle Nettle Oak Olive Osier Pear Pine Plane Plum Poplar".split(" "),
  ..."Quince Reed Rowan Rue Rush Sage Sedge Sloe Sorrel Spruce Tansy Teasel Thyme Vetch Walnut Willow Yarrow Yew".split(
    " ",
  ),
];

/**
 * A name that is not taken in its role, at random: the order in which people came must not show.
 *
 * @param random from 0 up to and without 1
 */
export function codeName(taken: ReadonlySet<string>, random: () => number = Math.random): string {
  for (let round = 1; ; round++) {
    const free = names
      .map((name) => (round === 1 ? name : `${name} ${String(round)}`))
      .filter((name) => !taken.has(name));
    const chosen = free[Math.floor(random() * free.length)];
    if (chosen !== undefined) return chosen;
  }
}
