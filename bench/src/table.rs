//! The one table: what, measured, must, goal, met, and what stands beside it.
#![expect(clippy::print_stdout, reason = "the table is what this program is for")]

use std::path::Path;

use crate::Result;
use crate::budget::Budget;

/// One line of the table.
pub(crate) struct Line {
    cells: [String; 6],
}

impl Line {
    /// Something measured that has no budget of its own.
    pub(crate) fn new(what: &str, measured: String) -> Self {
        let [must, goal, met, beside] = [const { String::new() }; 4];
        Self { cells: [what.to_owned(), measured, must, goal, met, beside] }
    }

    /// Holds it against its budget.
    #[must_use]
    pub(crate) fn budget(mut self, budget: Budget) -> Self {
        let [what, measured, .., beside] = self.cells;
        let [must, goal, met] = budget.columns();
        self.cells = [what, measured, must, goal, met, beside];
        self
    }

    /// The budget was set on other data: it is shown, and nothing is claimed.
    #[must_use]
    pub(crate) fn on_other_data(mut self) -> Self {
        let [what, measured, must, goal, met, beside] = self.cells;
        let met = if met.is_empty() { met } else { "other data".to_owned() };
        self.cells = [what, measured, must, goal, met, beside];
        self
    }

    /// What others need for the same, or how it came about.
    #[must_use]
    pub(crate) fn beside(mut self, words: impl Into<String>) -> Self {
        if let Some(last) = self.cells.last_mut() {
            *last = words.into();
        }
        self
    }
}

/// The lines so far, printed as they come.
pub(crate) struct Table {
    facts: Vec<String>,
    lines: Vec<Line>,
}

const TITLES: [&str; 6] = ["what", "measured", "must", "goal", "met", "beside it"];
const WIDTHS: [usize; 6] = [52, 52, 8, 8, 11, 0];

impl Table {
    /// Begins with facts about the machine and the data.
    pub(crate) fn new(facts: Vec<String>) -> Self {
        for fact in &facts {
            println!("{fact}");
        }
        println!();
        print_row(&TITLES);
        Self { facts, lines: Vec::new() }
    }

    /// Adds a line.
    pub(crate) fn add(&mut self, line: Line) -> Result<()> {
        print_row(&line.cells.each_ref().map(String::as_str));
        self.lines.push(line);
        Ok(())
    }

    /// Writes the markdown, if wanted: between the marks of a file that has them, so that its words stay.
    pub(crate) fn finish(&self, markdown: Option<&Path>) -> Result<()> {
        let Some(path) = markdown else { return Ok(()) };
        let before = std::fs::read_to_string(path).unwrap_or_default();
        Ok(std::fs::write(path, between_marks(&before, &self.markdown()))?)
    }

    fn markdown(&self) -> String {
        let facts = self.facts.iter().map(|fact| format!("- {fact}\n"));
        let row = |cells: &[&str]| format!("| {} |\n", cells.join(" | "));
        let head = [String::from("\n"), row(&TITLES), row(&["---"; 6])];
        let lines = self.lines.iter().map(|line| row(&line.cells.each_ref().map(String::as_str)));
        facts.chain(head).chain(lines).collect()
    }
}

const MARKS: [&str; 2] = ["<!-- make bench -->\n", "<!-- /make bench -->"];

fn between_marks(before: &str, table: &str) -> String {
    let [open, close] = MARKS;
    let around = before.split_once(open).and_then(|(head, rest)| Some((head, rest.split_once(close)?.1)));
    around.map_or_else(|| table.to_owned(), |(head, tail)| format!("{head}{open}{table}{close}{tail}"))
}

fn print_row(cells: &[&str]) {
    let padded: Vec<String> = cells.iter().zip(WIDTHS).map(|(cell, width)| format!("{cell:width$}")).collect();
    println!("{}", padded.join("  ").trim_end());
}

/// Prints some words.
pub(crate) fn say(words: &str) -> Result<()> {
    println!("{words}");
    Ok(())
}

/// `0.42 ms`, `15.3 ms`, `1.25 s`.
pub(crate) fn ms(number: f64) -> String {
    match number {
        _ if number >= 1000.0 => format!("{:.2} s", number / 1000.0),
        _ if number >= 10.0 => format!("{number:.1} ms"),
        _ => format!("{number:.2} ms"),
    }
}

/// `600 B`, `92.8 kB`; a kilobyte is 1,000 bytes, as on the tariff of a network.
pub(crate) fn bytes(number: f64) -> String {
    if number >= 10_000.0 { format!("{:.1} kB", number / 1000.0) } else { format!("{number:.0} B") }
}

/// A count as a number to divide; far below 2^53.
#[expect(clippy::cast_precision_loss, reason = "counts of bytes stay below 2^53")]
pub(crate) const fn float(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_what_can_be_told_apart() {
        assert_eq!([0.424, 15.33, 1250.0].map(ms), ["0.42 ms", "15.3 ms", "1.25 s"]);
        assert_eq!([600.0, 92_840.0].map(bytes), ["600 B", "92.8 kB"]);
    }

    #[test]
    fn the_words_around_the_table_stay() {
        let [open, close] = MARKS;
        let before = format!("Words.\n{open}old\n{close}\nMore.");
        assert_eq!(between_marks(&before, "new\n"), format!("Words.\n{open}new\n{close}\nMore."));
        assert_eq!(between_marks("no marks", "new\n"), "new\n");
    }
}
