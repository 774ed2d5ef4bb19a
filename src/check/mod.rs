//! Rules: what can be wrong with a workspace. One file per rule, with its code and explanation, and one line
//! in [`RULES`]; none mends anything.
//!
//! What cannot be understood is met by whoever reads it, in `load`, and said in the words of its rule. What is
//! understood and still doubtful or forbidden is judged here: a rule on log rows is a function that `scan`
//! calls with what it knows of a row; it answers with a finding or with nothing.

pub mod above_its_bound;
pub mod accepted_matches_nothing;
pub mod activity_without_agency;
pub mod ambiguous_number;
pub mod bad_boolean;
pub mod bad_date;
pub mod bad_id;
pub mod bad_number;
pub mod bad_period;
pub mod bad_value;
pub mod circular_definition;
pub mod closed_reference;
pub mod code_without_successor;
pub mod conflicting_keys;
pub mod copied_file;
pub mod dangling_succession;
pub mod duplicate_column;
pub mod duplicate_id;
pub mod duplicate_key;
pub mod duplicate_window;
pub mod empty_return;
pub mod ended_unit;
pub mod ends_before_it_begins;
pub mod expired_waiver;
pub mod filed_figures_moved;
pub mod fixed_severity;
pub mod fund_not_allowed;
pub mod future_date;
pub mod git_conflict;
pub mod idle_allocation;
pub mod kind_without_tones;
pub mod listing_ends_unlisted;
pub mod log_is_file_and_folder;
pub mod log_silent;
pub mod log_spent_twice;
pub mod misplaced_bom;
pub mod missing_column;
pub mod missing_document;
pub mod missing_key;
pub mod missing_register;
pub mod missing_value;
pub mod name_disagrees;
pub mod name_spelt_otherwise;
pub mod never_a_member;
pub mod no_plan;
pub mod no_threshold;
pub mod not_a_csv_file;
pub mod not_nfc;
pub mod not_unique;
pub mod not_utf8;
pub mod open_quote;
pub mod out_of_range;
pub mod outside_plan;
pub mod outside_population;
pub mod over_allocation;
pub mod over_limit;
pub mod over_norm;
pub mod overlapping_validity;
pub mod own_window_backwards;
pub mod parts_differ;
pub mod period_without_window;
pub mod population_empty;
pub mod population_without_members;
pub mod ragged_row;
pub mod range_of_years;
pub mod record_over_norm;
pub mod repeated_header;
pub mod reported_twice;
pub mod rule_broken;
pub mod same_record_twice;
pub mod schedule_leaves_a_rest;
pub mod schedule_without_window;
pub mod several_currencies;
pub mod spending_after_close;
pub mod spending_without_allocation;
pub mod spending_without_fund;
pub mod spreadsheet_mark;
pub mod stray_space;
pub mod successor_elsewhere;
pub mod summary_row;
pub mod swallowed_rows;
pub mod target_behind;
pub mod target_missed;
pub mod toml_syntax;
pub mod too_often_empty;
pub mod undated_reference;
pub mod undefined_name;
pub mod unit_not_valid;
pub mod unknown_area;
pub mod unknown_choice;
pub mod unknown_column;
pub mod unknown_format;
pub mod unknown_key;
pub mod unknown_name;
pub mod unknown_reference;
pub mod unreachable_target;
pub mod unread_file;
pub mod unreadable_file;
pub mod unused_check_setting;
pub mod unused_condition;
pub mod unused_part;
pub mod waiver_matches_nothing;
pub mod window_outside_plan;
pub mod word_without_threshold;
pub mod wrong_separator;
pub mod wrong_type;

use crate::calendar::{Date, Days};
use crate::finding::Code;
use crate::say;
use crate::text::{Lang, Message};

/// Every rule, in the order of the codes.
pub static RULES: &[&Code] = &[
    &unreadable_file::CODE,
    &not_utf8::CODE,
    &missing_column::CODE,
    &unknown_column::CODE,
    &ragged_row::CODE,
    &duplicate_column::CODE,
    &not_nfc::CODE,
    &log_is_file_and_folder::CODE,
    &not_a_csv_file::CODE,
    &missing_register::CODE,
    &open_quote::CODE,
    &unread_file::CODE,
    &wrong_separator::CODE,
    &summary_row::CODE,
    &stray_space::CODE,
    &misplaced_bom::CODE,
    &repeated_header::CODE,
    &git_conflict::CODE,
    &over_limit::CODE,
    &copied_file::CODE,
    &toml_syntax::CODE,
    &unknown_key::CODE,
    &wrong_type::CODE,
    &missing_key::CODE,
    &undefined_name::CODE,
    &bad_id::CODE,
    &duplicate_id::CODE,
    &bad_value::CODE,
    &unreachable_target::CODE,
    &circular_definition::CODE,
    &window_outside_plan::CODE,
    &activity_without_agency::CODE,
    &conflicting_keys::CODE,
    &unknown_area::CODE,
    &population_without_members::CODE,
    &duplicate_window::CODE,
    &parts_differ::CODE,
    &unknown_format::CODE,
    &no_plan::CODE,
    &unused_condition::CODE,
    &fixed_severity::CODE,
    &schedule_without_window::CODE,
    &unused_part::CODE,
    &schedule_leaves_a_rest::CODE,
    &unused_check_setting::CODE,
    &code_without_successor::CODE,
    &log_spent_twice::CODE,
    &several_currencies::CODE,
    &word_without_threshold::CODE,
    &never_a_member::CODE,
    &own_window_backwards::CODE,
    &ended_unit::CODE,
    &no_threshold::CODE,
    &bad_date::CODE,
    &bad_period::CODE,
    &bad_number::CODE,
    &out_of_range::CODE,
    &unknown_choice::CODE,
    &bad_boolean::CODE,
    &unknown_reference::CODE,
    &unknown_name::CODE,
    &missing_value::CODE,
    &missing_document::CODE,
    &ambiguous_number::CODE,
    &spreadsheet_mark::CODE,
    &kind_without_tones::CODE,
    &range_of_years::CODE,
    &too_often_empty::CODE,
    &duplicate_key::CODE,
    &unit_not_valid::CODE,
    &closed_reference::CODE,
    &above_its_bound::CODE,
    &name_disagrees::CODE,
    &future_date::CODE,
    &outside_plan::CODE,
    &outside_population::CODE,
    &undated_reference::CODE,
    &overlapping_validity::CODE,
    &same_record_twice::CODE,
    &dangling_succession::CODE,
    &ends_before_it_begins::CODE,
    &name_spelt_otherwise::CODE,
    &swallowed_rows::CODE,
    &not_unique::CODE,
    &reported_twice::CODE,
    &rule_broken::CODE,
    &empty_return::CODE,
    &listing_ends_unlisted::CODE,
    &successor_elsewhere::CODE,
    &fund_not_allowed::CODE,
    &over_allocation::CODE,
    &over_norm::CODE,
    &record_over_norm::CODE,
    &spending_without_allocation::CODE,
    &idle_allocation::CODE,
    &spending_after_close::CODE,
    &spending_without_fund::CODE,
    &target_missed::CODE,
    &target_behind::CODE,
    &population_empty::CODE,
    &waiver_matches_nothing::CODE,
    &period_without_window::CODE,
    &expired_waiver::CODE,
    &filed_figures_moved::CODE,
    &log_silent::CODE,
    &accepted_matches_nothing::CODE,
];

/// The stretches of days on which something is valid, in words: `from 2014-01-15 to 2015-12-31, from 2020-01-01`.
fn lifetimes(lives: &[Days]) -> Message {
    let words = |days: &Days| {
        let (first, last) = (days.first, days.last);
        match (first == Date::MIN, last == Date::MAX) {
            (true, true) => say!(vi: "mọi ngày", en: "on every day"),
            (false, true) => say!(vi: "từ {first}", en: "from {first}"),
            (true, false) => say!(vi: "đến {last}", en: "until {last}"),
            (false, false) => say!(vi: "từ {first} đến {last}", en: "from {first} to {last}"),
        }
    };
    let all: Vec<Message> = lives.iter().map(words).collect();
    let joined = |lang| all.iter().map(|life| life.get(lang)).collect::<Vec<_>>().join(", ");
    Message::new(joined(Lang::Vi), joined(Lang::En))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lives_are_told_in_words() {
        let day = |year, month, day| Date::constant(year, month, day);
        let lives = [
            Days { first: Date::MIN, last: day(2013, 12, 31) },
            Days { first: day(2014, 1, 15), last: day(2015, 6, 30) },
            Days { first: day(2020, 1, 1), last: Date::MAX },
        ];
        let said = lifetimes(&lives);
        assert_eq!(said.get(Lang::Vi), "đến 2013-12-31, từ 2014-01-15 đến 2015-06-30, từ 2020-01-01");
        assert_eq!(said.get(Lang::En), "until 2013-12-31, from 2014-01-15 to 2015-06-30, from 2020-01-01");
        assert_eq!(lifetimes(&[Days { first: Date::MIN, last: Date::MAX }]).get(Lang::En), "on every day");
    }
}
