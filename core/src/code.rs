//! Official code lists: one macro, so that every list answers the same questions.

/// Declares a closed list whose members carry an official number and its printed label.
///
/// Each member may list further spellings met in real files. The generated type offers
/// `ALL`, `number`, `from_number`, `label` and `parse` (number, label or spelling).
#[macro_export]
macro_rules! number_list {
    ($(#[$meta:meta])* pub enum $name:ident {
        $($(#[$vmeta:meta])* $variant:ident = $number:literal $label:literal $([$($also:literal),* $(,)?])?),* $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $(#[doc = $label] $(#[$vmeta])* $variant = $number),* }

        impl $name {
            /// Every member, in official order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The official number, as stored.
            #[must_use]
            pub const fn number(self) -> i64 { self as i64 }

            /// The member with this official number.
            #[must_use]
            pub fn from_number(number: i64) -> Option<Self> {
                match number { $($number => Some(Self::$variant),)* _ => None }
            }

            /// The label printed in official lists.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),* }
            }

            /// Reads a number, a label or a spelling met in the field; case and punctuation do not matter.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                let key = $crate::code::fold_label(text);
                if let Ok(number) = key.parse::<i64>() { return Self::from_number(number); }
                $(if key == $crate::code::fold_label($label) $($(|| key == $crate::code::fold_label($also))*)? {
                    return Some(Self::$variant);
                })*
                None
            }
        }
    };
}

/// Declares a closed list whose members carry a stable text code and a label for the screen.
///
/// The generated type offers `ALL`, `code`, `from_code`, `label` and `parse` (code, label or spelling).
#[macro_export]
macro_rules! text_list {
    ($(#[$meta:meta])* pub enum $name:ident {
        $($(#[$vmeta:meta])* $variant:ident = $code:literal $label:literal $([$($also:literal),* $(,)?])?),* $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $(#[doc = $label] $(#[$vmeta])* $variant),* }

        impl $name {
            /// Every member, in declared order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The stable code, as stored and sent.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// The member with exactly this code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)* _ => None }
            }

            /// The Indonesian label shown to people.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),* }
            }

            /// Reads a code, a label or a spelling met in files; case and punctuation do not matter.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                let key = $crate::code::fold_label(text);
                $(if key == $crate::code::fold_label($code) || key == $crate::code::fold_label($label)
                    $($(|| key == $crate::code::fold_label($also))*)? {
                    return Some(Self::$variant);
                })*
                None
            }
        }
    };
}

/// Upper-cases and drops everything but letters and digits, so that `Kepala  keluarga.` meets `KEPALA KELUARGA`.
#[must_use]
pub fn fold_label(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
#[expect(unreachable_pub, reason = "the macro makes public lists")]
mod tests {
    number_list! {
        /// A list for this test.
        pub enum Colour { Red = 1 "MERAH", Blue = 4 "BIRU/LAUT" ["BLUE"] }
    }

    #[test]
    fn a_code_reads_as_number_label_or_spelling() {
        assert_eq!(Colour::parse("4"), Some(Colour::Blue));
        assert_eq!(Colour::parse(" biru / laut "), Some(Colour::Blue));
        assert_eq!(Colour::parse("blue"), Some(Colour::Blue));
        assert_eq!(Colour::parse("2"), None);
        assert_eq!((Colour::Red.number(), Colour::Red.label(), Colour::ALL.len()), (1, "MERAH", 2));
    }
}
