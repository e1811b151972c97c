//! Suggesting a passphrase: four everyday words, drawn so that every sentence is as likely as any other.

use crate::env::Env;

/// The words, one a line.
const WORDS: &str = include_str!("../../data/passphrase.txt");
/// Words of a suggestion. With more than 1,024 words to draw from, four are over 40 bits: centuries of Argon2 on one core.
const COUNT: usize = 4;

/// The passphrase of a practice village that wants none of its own. It protects nobody, because nobody there is real.
pub const PRACTICE: &str = "latihan desa kami bersama";

/// A fresh suggestion, words separated by single spaces.
#[must_use]
pub fn suggest(env: &Env) -> String {
    let words: Vec<&str> = words().collect();
    (0..COUNT).filter_map(|_| words.get(below(env, words.len())).copied()).collect::<Vec<_>>().join(" ")
}

fn words() -> impl Iterator<Item = &'static str> {
    WORDS.lines().filter(|line| !line.starts_with('#'))
}

/// A number below `end`, each equally likely: draws that would favour small ones are drawn again.
fn below(env: &Env, end: usize) -> usize {
    let end = u32::try_from(end).unwrap_or(u32::MAX).max(1);
    let fair = u32::MAX - u32::MAX % end;
    loop {
        let drawn = u32::from_le_bytes(env.bytes());
        if drawn < fair {
            return usize::try_from(drawn % end).unwrap_or(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_words_are_plain_and_there_are_enough_of_them() {
        let all: BTreeSet<&str> = words().collect();
        assert!(all.len() >= 1_024 && all.len() == words().count(), "{} different words", all.len());
        assert!(all.iter().all(|word| (3..=8).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase())));
    }

    #[test]
    fn a_suggestion_is_strong_enough_and_another_each_time() {
        let env = Env::machine();
        let some: BTreeSet<String> = (0..50).map(|_| suggest(&env)).collect();
        assert_eq!(some.len(), 50);
        assert!(some.iter().all(|phrase| crate::vault::check_strength(phrase).is_ok()));
        assert!(crate::vault::check_strength(PRACTICE).is_ok());
    }

    #[test]
    fn every_word_can_be_drawn() {
        let env = Env::machine();
        let drawn: BTreeSet<usize> = (0..2_000).map(|_| below(&env, 20)).collect();
        assert_eq!(drawn, (0..20).collect());
    }
}
