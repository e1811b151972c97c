//! A row as a statement gave it, read column by column.

use pesiar_core::row::store::Cell;

use super::Fault;
use crate::error::Result;

/// A row; columns are counted from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row(Vec<Cell>);

impl Row {
    /// A row of these cells.
    #[must_use]
    pub const fn new(cells: Vec<Cell>) -> Self {
        Self(cells)
    }

    /// All cells, as core reads the row of a noun.
    #[must_use]
    pub fn into_cells(self) -> Vec<Cell> {
        self.0
    }

    /// Text.
    ///
    /// # Errors
    /// [`crate::error::Error::Db`] if the column is something else; so for every reader here.
    pub fn text(&self, at: usize) -> Result<String> {
        self.opt_text(at)?.ok_or_else(|| Fault::Column(at).into())
    }

    /// Text or nothing.
    ///
    /// # Errors
    /// As [`Row::text`].
    pub fn opt_text(&self, at: usize) -> Result<Option<String>> {
        match self.0.get(at) {
            Some(Cell::Text(text)) => Ok(Some(text.clone())),
            Some(Cell::Null) => Ok(None),
            _ => Err(Fault::Column(at).into()),
        }
    }

    /// A whole number; false is 0 and true is 1.
    ///
    /// # Errors
    /// As [`Row::text`].
    pub fn int(&self, at: usize) -> Result<i64> {
        self.opt_int(at)?.ok_or_else(|| Fault::Column(at).into())
    }

    /// A whole number or nothing.
    ///
    /// # Errors
    /// As [`Row::text`].
    pub fn opt_int(&self, at: usize) -> Result<Option<i64>> {
        match self.0.get(at) {
            Some(Cell::Int(number)) => Ok(Some(*number)),
            Some(Cell::Null) => Ok(None),
            _ => Err(Fault::Column(at).into()),
        }
    }

    /// A number that is never negative, such as a place in a chain.
    ///
    /// # Errors
    /// As [`Row::text`].
    pub fn count(&self, at: usize) -> Result<u64> {
        u64::try_from(self.int(at)?).map_err(|_| Fault::Column(at).into())
    }

    /// A device number.
    ///
    /// # Errors
    /// As [`Row::text`].
    pub fn dev(&self, at: usize) -> Result<u32> {
        u32::try_from(self.int(at)?).map_err(|_| Fault::Column(at).into())
    }

    /// Bytes.
    ///
    /// # Errors
    /// As [`Row::text`].
    pub fn blob(&self, at: usize) -> Result<Vec<u8>> {
        match self.0.get(at) {
            Some(Cell::Blob(bytes)) => Ok(bytes.clone()),
            _ => Err(Fault::Column(at).into()),
        }
    }

    /// Exactly `N` bytes: a key, a hash, a signature.
    ///
    /// # Errors
    /// As [`Row::text`].
    pub fn bytes<const N: usize>(&self, at: usize) -> Result<[u8; N]> {
        self.blob(at)?.try_into().map_err(|_| Fault::Column(at).into())
    }
}
