//! Rule: no unfinished or switched-off code, and no unescaped HTML on a screen.

use super::Breach;
use crate::source::{Source, is_word};
use crate::tree::Tree;

const RUST: [(&str, &str); 4] = [
    ("todo!", "`todo!`: finish it or leave it out"),
    ("unimplemented!", "`unimplemented!`: finish it or leave it out"),
    ("dbg!", "`dbg!` is for your own eyes"),
    ("#[ignore", "`#[ignore]`: assert what happens today and say why it is wrong"),
];

const SCREEN: [(&str, &str); 4] = [
    ("innerHTML", "`innerHTML` lets data become code"),
    ("outerHTML", "`outerHTML` lets data become code"),
    ("insertAdjacentHTML", "`insertAdjacentHTML` lets data become code"),
    ("{@html", "`{@html}` lets data become code"),
];

pub(super) fn check(tree: &Tree) -> Vec<Breach> {
    let rust = tree.ending(&["rs"]).flat_map(|(path, text)| search(path, &Source::read(text).code, &RUST));
    let screens = tree.ending(&["ts", "js", "svelte"]).filter(|(path, _)| path.starts_with("ui/src/"));
    rust.chain(screens.flat_map(|(path, text)| search(path, text, &SCREEN))).collect()
}

fn search(path: &str, text: &str, words: &[(&str, &str)]) -> Vec<Breach> {
    let numbered = text.lines().enumerate();
    let hits = numbered.flat_map(|(at, line)| {
        words
            .iter()
            .filter(move |(word, _)| stands_in(line, word))
            .map(move |(_, rule)| Breach::new(path, at + 1, *rule))
    });
    hits.collect()
}

/// Whether the word stands in the line and does not merely end a longer one.
fn stands_in(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|front| front.chars().next_back());
        before.is_none_or(|c| !is_word(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        check(&Tree::of(&[(path, text)])).len()
    }

    #[test]
    fn unfinished_and_switched_off_rust_fails() {
        for code in ["todo!()", "unimplemented!(\"later\")", "dbg!(x)", "#[ignore]", "#[ignore = \"slow\"]"] {
            assert_eq!(found("core/src/a.rs", &format!("//! x.\n{code}\n")), 1, "{code}");
        }
    }

    #[test]
    fn the_same_words_in_comments_and_strings_pass() {
        assert_eq!(found("core/src/a.rs", "//! Without todo!().\nconst A: &str = \"dbg!\"; // #[ignore]\n"), 0);
        assert_eq!(found("core/src/a.rs", "my_todo!();\n"), 0);
    }

    #[test]
    fn raw_html_on_a_screen_fails() {
        assert_eq!(found("ui/src/field/Visit.svelte", "<p>{@html note}</p>\n"), 1);
        assert_eq!(found("ui/src/shared/table.ts", "cell.innerHTML = name;\n"), 1);
        assert_eq!(found("docs/style.md", "never innerHTML\n"), 0);
    }
}
