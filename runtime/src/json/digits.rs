//! Integers to decimal text.
//!
//! In: a number and room. Out: its digits, with a minus sign if negative. Two digits at a time.

/// Room for any integer of 64 bits.
pub(super) const LENGTH: usize = 20;

/// `00` to `99`.
static PAIRS: [[u8; 2]; 100] = {
    let mut table = [[0; 2]; 100];
    let mut number = 0;
    while number < 100 {
        table[number] = [b'0' + (number / 10) as u8, b'0' + (number % 10) as u8];
        number += 1;
    }
    table
};

/// The text of `number`, at the end of `room`.
#[inline]
pub(super) fn decimal(number: i64, room: &mut [u8; LENGTH]) -> &[u8] {
    let mut at = LENGTH;
    let mut rest = number.unsigned_abs();
    while rest >= 100 {
        at -= 2;
        room[at..at + 2].copy_from_slice(&PAIRS[(rest % 100) as usize]);
        rest /= 100;
    }
    if rest >= 10 {
        at -= 2;
        room[at..at + 2].copy_from_slice(&PAIRS[rest as usize]);
    } else {
        at -= 1;
        room[at] = b'0' + rest as u8;
    }
    if number < 0 {
        at -= 1;
        room[at] = b'-';
    }
    &room[at..]
}
