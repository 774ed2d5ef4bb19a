//! Units through time: successions, re-used codes, listings, moves, and what stands in them.

use crate::harness::{Case, check};

/// On 2015-01-01 `a` and a part of `b` become `n` under the code of `b`; the other part of `b` becomes `m`, with all of `c`.
const MERGED: &str = "\
code,name,level,kind,parent,from,to
P,Phong,province,tỉnh,,,
D,Đông,district,huyện,P,,
T,Tây,district,huyện,P,,
a,An,commune,xã,D,,2014-12-31
b,Bình,commune,xã,D,,2014-12-31
b,Bắc,commune,xã,T,2015-01-01,
c,Cát,commune,xã,T,,2014-12-31
m,Mai,commune,xã,T,2015-01-01,
v,Vân,village,thôn,a,,2014-12-31
v,Vân,village,thôn,b,2015-01-01,
";

const SUCCESSIONS: &str = "date,old,new\n2015-01-01,a,b\n2015-01-01,b,b\n2015-01-01,b,m\n2015-01-01,c,m\n";

fn merged(says: &str) -> Case {
    Case::target(says).file("registers/units.csv", MERGED).file("registers/successions.csv", SUCCESSIONS)
}

#[test]
fn records_follow_their_units() {
    let case = merged("at_least = 2").visits("2014-01-01 a, 2014-02-01 b, 2014-03-01 c, 2015-02-01 b");
    check(&case, "2014-12-31", "x.t", &["on-track, now on-track", "2014..2015 on-track: a open 1, b open 1, c open 1"]);
    // b is now An and a part of Bình; m is the rest of Bình and Cát. Nothing passes between b and m.
    check(&case, "2015-01-31", "x.t", &["met, now met", "2014..2015 met: b met 2, m met 2"]);
    check(&case, "2015-12-31", "x.t", &["met, now met", "2014..2015 met: b met 3, m met 2"]);
}

#[test]
fn a_window_that_ended_before_the_merger_keeps_its_units() {
    let case = merged("schedule = { every = \"year\" }").visits("2014-01-01 a, 2014-02-01 b");
    check(
        &case,
        "2015-12-31",
        "x.t",
        &["missed, now behind", "2014 missed: a met 1, b met 1, c overdue 0", "2015 behind: b open 0, m open 0"],
    );
}

#[test]
fn a_late_record_of_the_new_unit_counts_for_the_old_one() {
    let case = merged("schedule = { windows = [\"2014\"] }").visits("2014-01-01 a, 2015-02-01 b, 2015-02-02 m");
    // The new b is what a and b led to; m what b and c led to.
    check(&case, "2015-02-01", "x.t", &["missed, now missed", "2014 missed: a met 1, b late 1, c overdue 0"]);
    check(&case, "2015-02-02", "x.t", &["late, now late", "2014 late: a met 1, b late 2, c late 1"]);
}

#[test]
fn a_code_of_its_day_is_another_unit() {
    // A record that names a code that is not valid on its day is left out, and the successors are named.
    let case = merged("tracked = true").visits("2015-02-01 a, 2014-12-31 m");
    let evaluated = case.on("2015-12-31");
    assert_eq!(evaluated.state.left_out, 2);
    // Its parts lie below other units than before, which is doubted (C021).
    let wrong: Vec<&String> = evaluated.findings.iter().filter(|finding| !finding.starts_with("C021")).collect();
    assert_eq!(wrong, ["C002 logs/visits.csv:2", "C002 logs/visits.csv:3"]);
    assert_eq!(evaluated.shown("x.t")[1], "2014..2015 tracked: b open 0, m open 0");
}

#[test]
fn a_succession_chain_is_followed_to_its_end() {
    let units = "code,name,level,from,to\nP,P,province,,\nD,D,district,,\na,A,commune,,2014-06-30\nb,B,commune,2014-07-01,2014-12-31\nc,C,commune,2015-01-01,\n";
    let case = Case::target("")
        .file("registers/units.csv", units)
        .file("registers/successions.csv", "date,old,new\n2014-07-01,a,b\n2015-01-01,b,c\n")
        .visits("2014-01-01 a, 2014-08-01 b, 2015-02-01 c");
    check(&case, "2014-03-01", "x.t", &["met, now met", "2014..2015 met: a met 1"]);
    check(&case, "2014-12-31", "x.t", &["met, now met", "2014..2015 met: b met 2"]);
    check(&case, "2015-12-31", "x.t", &["met, now met", "2014..2015 met: c met 3"]);
}

#[test]
fn a_split_passes_records_to_each_part() {
    let units = "code,name,level,from,to\nP,P,province,,\nD,D,district,,\na,A,commune,,2014-12-31\nb,B,commune,2015-01-01,\nc,C,commune,2015-01-01,\n";
    let case = Case::target("")
        .file("registers/units.csv", units)
        .file("registers/successions.csv", "date,old,new\n2015-01-01,a,b\n2015-01-01,a,c\n")
        .visits("2014-01-01 a, 2015-02-01 c");
    check(&case, "2015-12-31", "x.t", &["met, now met", "2014..2015 met: b met 1, c met 2"]);
}

#[test]
fn a_unit_that_only_takes_others_in_stays_itself() {
    let units = "code,name,level,from,to\nP,P,province,,\nD,D,district,,\na,A,commune,,2014-12-31\nb,B,commune,,\n";
    let case = Case::target("")
        .file("registers/units.csv", units)
        .file("registers/successions.csv", "date,old,new\n2015-01-01,a,b\n")
        .visits("2014-01-01 a, 2014-01-01 b");
    check(&case, "2014-12-31", "x.t", &["met, now met", "2014..2015 met: a met 1, b met 1"]);
    check(&case, "2015-01-01", "x.t", &["met, now met", "2014..2015 met: b met 2"]);
}

#[test]
fn a_unit_that_moved_is_one_unit() {
    let units = "code,name,level,parent,from,to\nP,P,province,,,\nD,D,district,P,,\nT,T,district,P,,\na,A,commune,D,,2014-12-31\na,A mới,commune,T,2015-01-01,\n";
    let case = |says: &str| Case::target(says).file("registers/units.csv", units).visits("2014-01-01 a, 2015-01-01 a");
    check(&case("at_least = 2"), "2015-12-31", "x.t", &["met, now met", "2014..2015 met: a met 2"]);
    // Its district is that of the reference day.
    let within = "population = \"huyen\", count = \"within\", schedule = { every = \"year\" }";
    check(
        &case(within),
        "2015-12-31",
        "x.t",
        &["missed, now behind", "2014 missed: D met 1, T overdue 0", "2015 behind: D open 0, T met 1"],
    );
    check(
        &case("population = \"huyen\", count = \"within\""),
        "2015-12-31",
        "x.t",
        &["behind, now behind", "2014..2015 behind: D open 0, T met 2"],
    );
}

#[test]
fn within_counts_what_lies_below_the_subject() {
    let case = Case::target("count = \"within\", schedule = { windows = [\"2014\"] }").visits("2014-01-01 v, 2014-01-02 D, 2014-01-03 b");
    check(&case, "2015-01-01", "x.t", &["missed, now missed", "2014 missed: a met 1, b met 1, c overdue 0"]);
    let own = Case::target("schedule = { windows = [\"2014\"] }").visits("2014-01-01 v, 2014-01-02 D, 2014-01-03 b");
    check(&own, "2015-01-01", "x.t", &["missed, now missed", "2014 missed: a overdue 0, b met 1, c overdue 0"]);
    // A village's record reaches the commune in which it stood on the reference day; a dead unit's by the hierarchy of its own day.
    let case = merged("count = \"within\"").visits("2014-01-01 v, 2014-02-01 c");
    check(&case, "2014-12-31", "x.t", &["on-track, now on-track", "2014..2015 on-track: a met 1, b open 0, c met 1"]);
    check(&case, "2015-12-31", "x.t", &["met, now met", "2014..2015 met: b met 1, m met 1"]);
    let districts = merged("population = \"huyen\", count = \"within\"").visits("2014-01-01 a");
    // An led to Bắc, which lies in the west; An itself lay in the east when it was visited.
    check(&districts, "2015-12-31", "x.t", &["behind, now behind", "2014..2015 behind: D met 1, T open 0"]);
}

#[test]
fn a_listing_ends_with_the_unit_it_names() {
    let listed = |listings: &str| {
        merged("schedule = { every = \"year\" }")
            .plan("where = { level = \"commune\" }", "where = { level = \"commune\" }\nlisted = [\"poor\"]")
            .file("registers/listings.csv", format!("unit,category,from,to\n{listings}"))
    };
    // An empty `from` means the first holder of the code: the old b.
    let case = listed("b,poor,,\na,poor,2014-07-01,\n");
    check(&case, "2014-06-30", "x.t", &["on-track, now on-track", "2014 on-track: b open 0", "2015 upcoming"]);
    check(&case, "2015-12-31", "x.t", &["missed, now empty", "2014 missed: a overdue 0, b overdue 0", "2015 empty"]);
    let case = listed("b,poor,,\nb,poor,2015-01-01,\n");
    check(&case, "2015-01-01", "x.t", &["missed, now missed", "2014 missed: b overdue 0", "2015 on-track: b open 0"]);
}

#[test]
fn open_membership_is_frozen_on_the_first_day() {
    let case = |membership: &str| {
        Case::target("schedule = { windows = [\"2014\"] }")
            .plan("where = { level = \"commune\" }", &format!("where = {{ level = \"commune\" }}\nlisted = [\"poor\"]\n{membership}"))
            .file("registers/listings.csv", "unit,category,from,to\na,poor,2014-01-01,2014-06-30\nb,poor,2014-07-01,\n")
            .visits("2014-08-01 a")
    };
    check(&case(""), "2014-12-31", "x.t", &["on-track, now on-track", "2014 on-track: b open 0"]);
    check(&case("membership = \"open\""), "2014-12-31", "x.t", &["met, now met", "2014 met: a met 1"]);
    // Each member is then replaced by what it has led to.
    let open = merged("schedule = { windows = [\"2014..2015\"] }")
        .plan("where = { level = \"commune\" }", "where = { level = \"commune\", name = \"Bình\" }\nmembership = \"open\"")
        .visits("2015-02-01 m");
    check(&open, "2014-12-31", "x.t", &["on-track, now on-track", "2014..2015 on-track: b open 0"]);
    check(&open, "2015-12-31", "x.t", &["behind, now behind", "2014..2015 behind: b open 0, m met 1"]);
}

#[test]
fn membership_is_read_on_the_reference_day() {
    let units =
        "code,name,level,from,to\nP,P,province,,\nD,D,district,,\na,A,commune,,2014-06-30\nb,B,commune,,\nc,C,commune,2014-07-01,\n";
    let case = Case::target("schedule = { every = \"year\" }").file("registers/units.csv", units).visits("2014-01-01 b");
    check(
        &case,
        "2014-06-30",
        "x.t",
        &["on-track, now on-track", "2014 on-track: a open 0, b met 1", "2015 upcoming: b upcoming 0, c upcoming 0"],
    );
    check(
        &case,
        "2014-07-01",
        "x.t",
        &["on-track, now on-track", "2014 on-track: b met 1, c open 0", "2015 upcoming: b upcoming 0, c upcoming 0"],
    );
}

#[test]
fn a_club_follows_its_unit() {
    let case = merged("standing = \"clubs\", schedule = { every = \"year\" }")
        .lines("registers/clubs.csv", "k1,a,,,,\nk2,b,,,2014-01-01,\nk3,m,,,2015-06-01,\n");
    // Where they will stand when 2015 begins.
    check(
        &case,
        "2014-12-31",
        "x.t",
        &["on-track, now on-track", "2014 on-track: a met 1, b met 1, c open 0", "2015 upcoming: b upcoming 2, m upcoming 1"],
    );
    // k1 stands in Bắc now, k2 in Bắc and in Mai.
    check(
        &case,
        "2015-06-30",
        "x.t",
        &["missed, now on-track", "2014 missed: a met 1, b met 1, c overdue 0", "2015 on-track: b met 2, m met 2"],
    );
    // After r it counts for C also where it stands in a unit that C has led to.
    let late = merged("standing = \"clubs\", schedule = { windows = [\"2014\"] }").lines("registers/clubs.csv", "k3,m,,,2015-06-01,\n");
    check(&late, "2015-06-30", "x.t", &["missed, now missed", "2014 missed: a overdue 0, b late 1, c late 1"]);
}

#[test]
fn populations_are_built_from_others() {
    let populations = "\n[population.poor]\nregister = \"units\"\nwhere = { level = \"commune\" }\nlisted = [\"poor\"]\n[population.in]\nregister = \"clubs\"\nwithin = \"poor\"\n[population.out]\nregister = \"clubs\"\noutside = \"poor\"\n[population.both]\nunion = [\"in\", \"clb\"]\n[population.offices]\nagencies = [\"trung\", \"dong\"]\n[population.villages]\nregister = \"units\"\nwhere = { level = \"village\" }\nwithin = [\"xa\", \"huyen\"]\n";
    let case = |population: &str| {
        let says = format!("log = \"visits\", population = \"{population}\", tracked = true, schedule = {{ windows = [\"2014\"] }}");
        Case::target(&says)
            .plan("\n[population.xa]", &format!("{populations}\n[population.xa]"))
            .file("registers/listings.csv", "unit,category\na,poor\n")
            .lines("registers/clubs.csv", "k1,a,,,,\nk2,v,,,,\nk3,b,,,,\n")
            .file("logs/visits.csv", "date,club\n")
    };
    let members = |population: &str| case(population).on("2014-12-31").shown("x.t")[1].clone();
    assert_eq!(members("in"), "2014 tracked: k1 open 0, k2 open 0");
    assert_eq!(members("out"), "2014 tracked: k3 open 0");
    assert_eq!(members("both"), "2014 tracked: k1 open 0, k2 open 0, k3 open 0");
    let units = case("villages").file("logs/visits.csv", "date,unit\n");
    assert_eq!(units.on("2014-12-31").shown("x.t")[1], "2014 tracked: v open 0");
    let whole = Case::activity("log = \"visits\"\ntracked = true\ntarget = [{ id = \"t\" }]\n").visits("2014-01-01 a, 2014-01-02 b");
    assert_eq!(whole.on("2014-12-31").shown("x.t")[1], "2014..2015 tracked: * met 2");
}

#[test]
fn an_abolished_unit_leads_to_nothing_and_its_code_is_cut() {
    let units = "code,name,level,kind,parent,from,to\nP,Phong,province,tỉnh,,,\nD,Đông,district,huyện,P,,2014-12-31\na,An,commune,xã,D,,2014-12-31\na,An,commune,xã,P,2015-01-01,\n";
    let case = Case::target("at_least = 1")
        .file("registers/units.csv", units)
        .file("registers/successions.csv", "date,old,new\n2015-01-01,D,\n")
        .visits("2014-01-01 a");
    assert!(crate::harness::faults(&case.tree()).iter().all(|fault| !fault.contains("P026")), "{:?}", crate::harness::faults(&case.tree()));
    check(&case, "2015-06-30", "x.t", &["met, now met", "2014..2015 met: a met 1"]);
    // Where the code itself is abolished, what holds it later is another unit.
    let cut = case.file("registers/successions.csv", "date,old,new\n2015-01-01,D,\n2015-01-01,a,\n");
    check(&cut, "2015-06-30", "x.t", &["on-track, now on-track", "2014..2015 on-track: a open 0"]);
}
