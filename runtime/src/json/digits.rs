//! Integers to decimal text.
//!
//! In: a number and room. Out: its digits, with a minus sign if negative, where they belong. Two digits at a time.

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

/// Writes `number` to the start of `room`. Out: how many bytes that took.
#[inline(always)]
pub(super) fn decimal(number: i64, room: &mut [u8; LENGTH]) -> usize {
    let mut rest = number.unsigned_abs();
    room[0] = b'-';
    let digits = rest.checked_ilog10().unwrap_or_default() as usize + 1;
    let length = usize::from(number < 0) + digits;
    let mut at = length;
    while rest >= 100 {
        at -= 2;
        put_pair(room, at, rest % 100);
        rest /= 100;
    }
    if rest >= 10 {
        put_pair(room, at.wrapping_sub(2), rest);
    } else if let Some(place) = room.get_mut(at.wrapping_sub(1)) {
        *place = b'0' + rest as u8;
    }
    length
}

#[inline(always)]
fn put_pair(room: &mut [u8; LENGTH], at: usize, pair: u64) {
    if let Some(place) = room.get_mut(at..).and_then(<[u8]>::first_chunk_mut) {
        *place = PAIRS[(pair % 100) as usize];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_standard_library_writes_them() {
        let mut numbers = vec![0, i64::MIN, i64::MAX];
        for power in 0..19 {
            let ten = 10i64.pow(power);
            numbers.extend([ten - 1, ten, ten + 1, ten * 7 / 3]);
        }
        for number in numbers {
            for number in [number, number.wrapping_neg()] {
                let mut room = [b'x'; LENGTH];
                let length = decimal(number, &mut room);
                assert_eq!(room[..length], *number.to_string().as_bytes());
            }
        }
    }
}
