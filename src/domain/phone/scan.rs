//! Cutting prose into runs of digits, with what stands around them.

use crate::domain::fold::fold;

/// Words before a bare run of digits that say it is not a telephone number.
const CODE_LABELS: [&str; 44] = [
    "cpf",
    "cnpj",
    "cep",
    "rg",
    "cnh",
    "pis",
    "nis",
    "nit",
    "ie",
    "im",
    "cns",
    "processo",
    "protocolo",
    "pedido",
    "nota",
    "nf",
    "nfe",
    "boleto",
    "codigo",
    "cod",
    "rastreio",
    "conta",
    "ag",
    "agencia",
    "ref",
    "matricula",
    "imei",
    "chassi",
    "fatura",
    "contrato",
    "id",
    "order",
    "invoice",
    "account",
    "ticket",
    "factura",
    "cuenta",
    "dni",
    "cuit",
    "cuil",
    "rfc",
    "curp",
    "rut",
    "iban",
];

/// Words before a bare run of digits that say it is one, though it lacks the ninth digit.
const PHONE_LABELS: [&str; 18] = [
    "tel", "telefone", "telefono", "fone", "cel", "celular", "movel", "movil", "mobile", "phone", "whats",
    "whatsapp", "wpp", "zap", "contato", "contacto", "numero", "ligue",
];

/// What the words before a run say about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// Nothing.
    None,
    /// It is a document, an order, an account.
    Code,
    /// It is a telephone number.
    Phone,
}

/// Digits in one stretch.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about what stands around the digits")]
pub(super) struct Piece {
    /// ASCII digits, at least one.
    pub(super) digits: String,
    /// A `+` stands directly before.
    pub(super) plus: bool,
    /// `-` or `.` without a space joins it to the piece before.
    pub(super) tight_before: bool,
    /// It touches a letter or a sign of money: it cannot be part of a number.
    pub(super) blocked: bool,
    /// A full stop separates it from the piece before.
    pub(super) dot_before: bool,
}

/// Pieces with nothing but separators between them.
pub(super) struct Run {
    /// At least one.
    pub(super) pieces: Vec<Piece>,
    /// What stands before.
    pub(super) label: Label,
}

/// Cuts prose into runs.
pub(super) fn runs(prose: &str) -> Vec<Run> {
    let mut scan = Scan::default();
    for letter in prose.chars() {
        scan.step(letter);
    }
    scan.end_run();
    scan.runs
}

#[derive(Default)]
struct Scan {
    runs: Vec<Run>,
    pieces: Vec<Piece>,
    /// The piece being read.
    piece: Option<Piece>,
    /// Separators since the last piece.
    gap: String,
    /// The last character that was neither digit nor space.
    before: Option<char>,
    /// Whether the last character of all was a letter or alike.
    glued: bool,
    /// `x` or `*` read after a `0` that waits for its area code.
    wildcards: u8,
    word: String,
    words: Vec<String>,
}

impl Scan {
    fn step(&mut self, letter: char) {
        match letter {
            '0'..='9' => self.digit(letter),
            'x' | 'X' | '*' if self.wildcards < 2 && self.piece.as_ref().is_some_and(|p| p.digits == "0") => {
                self.wildcards += 1;
            }
            ' ' | '-' | '.' | '(' | ')' | '~' => self.separator(letter),
            _ => self.other(letter),
        }
    }

    fn digit(&mut self, letter: char) {
        if self.piece.is_none() {
            let money = matches!(self.before, Some('$' | '€' | '£'));
            let tight = !self.gap.is_empty() && self.gap.chars().all(|c| matches!(c, '-' | '.'));
            self.piece = Some(Piece {
                digits: String::new(),
                plus: self.before == Some('+'),
                tight_before: tight && !self.pieces.is_empty(),
                dot_before: self.gap.contains('.'),
                blocked: self.glued || (money && self.pieces.is_empty()),
            });
            self.end_word();
        }
        if let Some(piece) = self.piece.as_mut() {
            piece.digits.push(letter);
        }
        self.gap.clear();
        self.before = None;
        self.glued = false;
        self.wildcards = 0;
    }

    fn separator(&mut self, letter: char) {
        self.pieces.extend(self.piece.take());
        self.end_word();
        self.gap.push(letter);
        if letter != ' ' && letter != '(' {
            // `e29b-41d4`: what hangs on a letter stays blocked across the hyphen.
            self.glued = self.glued && letter == '-';
        } else {
            self.glued = false;
        }
        if self.gap.len() > 4 {
            self.end_run();
        }
    }

    fn other(&mut self, letter: char) {
        let sticks = letter.is_alphanumeric() || matches!(letter, '_' | '#' | '%' | '°');
        if let Some(piece) = self.piece.as_mut() {
            piece.blocked |= sticks;
        }
        self.end_run();
        if letter.is_alphabetic() {
            self.word.push(letter);
        } else {
            self.end_word();
        }
        self.before = Some(letter);
        self.glued = sticks;
    }

    fn end_word(&mut self) {
        if !self.word.is_empty() {
            self.words.push(fold(&self.word));
            self.word.clear();
        }
    }

    fn end_run(&mut self) {
        self.pieces.extend(self.piece.take());
        self.gap.clear();
        self.before = None;
        if self.pieces.is_empty() {
            return;
        }
        let mut pieces = std::mem::take(&mut self.pieces);
        block_cards(&mut pieces);
        let mut said = self.words.iter().rev().take(2);
        let label = said
            .find_map(|word| {
                let word = word.as_str();
                if CODE_LABELS.contains(&word) {
                    Some(Label::Code)
                } else {
                    PHONE_LABELS.contains(&word).then_some(Label::Phone)
                }
            })
            .unwrap_or(Label::None);
        self.words.clear();
        self.runs.push(Run { pieces, label });
    }
}

/// Four or more groups of four in a row are a bank card's.
fn block_cards(pieces: &mut [Piece]) {
    for group in pieces.chunk_by_mut(|one, next| one.digits.len() == 4 && next.digits.len() == 4) {
        if group.len() >= 4 {
            for piece in group {
                piece.blocked = true;
            }
        }
    }
}
