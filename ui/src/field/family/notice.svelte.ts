// What a form has to say to the sheet it goes back to: that it is saved, and what the rules remarked. Said once.

interface Notice {
  family_id: string;
  text: string;
  warnings: readonly string[];
}

let waiting: Notice | undefined;

/** Leaves a word for the next time this family's sheet is shown. */
export function leaveNotice(notice: Notice): void {
  waiting = notice;
}

/** Takes the word that was left for this family, if there is one. */
export function takeNotice(family_id: string): Notice | undefined {
  const notice = waiting?.family_id === family_id ? waiting : undefined;
  waiting = undefined;
  return notice;
}
