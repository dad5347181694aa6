//! The cells of a table -> its lines.
//!
//! In: rows that begin, and cells as finished lines of Markdown. Out: a table as GitHub's dialect and rustdoc know it,
//! whose first row is its head, whatever the source says. Never escapes: that is done where cells are written.

/// A table under way.
#[derive(Default)]
pub(super) struct Table {
    rows: Vec<Vec<String>>,
    /// A cell is open.
    pub(super) in_cell: bool,
    /// Tables that are open inside the cell: their text joins it.
    pub(super) inner: usize,
}

impl Table {
    pub(super) fn begin_row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// A cell begins, in a row of its own if none has begun.
    pub(super) fn begin_cell(&mut self) {
        if self.rows.is_empty() {
            self.begin_row();
        }
        self.in_cell = true;
    }

    pub(super) fn end_cell(&mut self, content: String) {
        self.in_cell = false;
        if let Some(row) = self.rows.last_mut() {
            row.push(content);
        }
    }

    /// The lines of the table; none if all of it is empty.
    pub(super) fn into_lines(mut self) -> Vec<String> {
        self.rows
            .retain(|row| row.iter().any(|cell| !cell.is_empty()));
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut lines = Vec::with_capacity(self.rows.len() + 1);
        for (index, mut row) in self.rows.into_iter().enumerate() {
            if index > 0 {
                lines.push(line(&row));
                continue;
            }
            // The head says how many columns there are.
            row.resize(columns, String::new());
            lines.push(line(&row));
            lines.push(line(&vec!["---".to_owned(); columns]));
        }
        lines
    }
}

fn line(cells: &[String]) -> String {
    let mut line = String::from("|");
    for cell in cells {
        line.push(' ');
        line.push_str(cell);
        line.push_str(if cell.is_empty() { "|" } else { " |" });
    }
    line
}
