// What is entered on the form of a visit, and what stands there before anybody types.
import type { MetEntry } from '../../bindings/MetEntry';
import type { VisitEntry } from '../../bindings/VisitEntry';
import type { VisitForm } from '../../bindings/VisitForm';
import type { VisitOutcome } from '../../bindings/VisitOutcome';

/** Kept as a draft; empty texts mean that nothing was said. */
export interface VisitAnswers {
  outcome: string;
  respondent: string;
  proxy: string;
  next_date: string;
  note: string;
  persons: MetEntry[];
}

export const nothingSaid = (): VisitAnswers => ({
  outcome: '',
  respondent: '',
  proxy: '',
  next_date: '',
  note: '',
  persons: [],
});

/** Sets an outcome with what it begins with: its next date, and a line for every member. */
export function chooseOutcome(answers: VisitAnswers, outcome: VisitOutcome, form: VisitForm): void {
  const earlier = form.outcomes.find((one) => one.code === answers.outcome)?.next_date ?? '';
  if (answers.next_date === '' || answers.next_date === earlier) answers.next_date = outcome.next_date ?? '';
  answers.outcome = outcome.code;
  if (!outcome.is_met) return;
  answers.persons = form.members.map((member) => {
    const said = answers.persons.find((one) => one.person_id === member.id);
    const line = said ?? {
      person_id: member.id,
      presence: member.presence === null ? '' : String(member.presence),
      status: '',
      segment: '',
      response: '',
      reasons: [],
      follow_up: '',
    };
    // Nobody has to say of each one that they still live here; whoever does not is chosen.
    const presence = line.presence === '' && outcome.is_everybody_home ? (form.presences[0]?.code ?? '') : line.presence;
    return { ...line, presence };
  });
}

/** The form as the device takes it. */
export function toEntry(id: string, family_id: string, answers: VisitAnswers): VisitEntry {
  return { ...answers, id, family_id };
}
