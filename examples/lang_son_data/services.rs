//! Activities 1 and 2: the briefing, and about a thousand cases a year.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::Result;
use crate::chance::{Chance, remoteness};
use crate::day::{Day, FIRST_MONEY, LAST_MONEY};
use crate::registers::agency_of;
use crate::tables::{Record, write_log, write_years};
use crate::world::World;

/// Officers and specialists are briefed in the spring of 2014; the collaborators, who live all over the
/// province, not before January 2015: late.
pub(crate) fn briefings(world: &World) -> Result<()> {
    let mut records = Vec::new();
    for (date, session, group, participants, women, cost) in [
        (Day::new(2014, 3, 20), "MH-HN-1", "tro-giup-vien", 14, 8, 4_200_000),
        (Day::new(2014, 3, 20), "MH-HN-1", "chuyen-vien", 9, 6, 2_700_000),
        (Day::new(2015, 1, 22), "MH-HN-2", "cong-tac-vien", 62, 21, 9_300_000),
    ] {
        let mut fields = vec![session.to_owned(), group.to_owned(), i32::to_string(&participants), i32::to_string(&women)];
        // The plan gives local money of 2014 alone.
        fields.extend(if date.year() == 2014 { ["dia-phuong".to_owned(), i32::to_string(&cost)] } else { [String::new(), String::new()] });
        records.push(Record { date, fields });
    }
    let header = ["session", "group", "participants", "women", "fund", "cost"];
    write_log(world, "briefings", "QT", &header, records)
}

/// About a thousand cases a year. A key is the file code that Circular 12/2018/TT-BTP prescribes:
/// office, form, running number, year.
pub(crate) fn cases(world: &World) -> Result<()> {
    let mut chance = Chance::of("cases");
    let per_year = [(2013, 820), (2014, 980), (2015, 1050), (2016, 1010), (2017, 940), (2018, 870), (2019, 900), (2020, 780)];
    let forms_before = [("tu-van", "TV", 0.78), ("to-tung", "TGTT", 0.15), ("dai-dien", "DD", 0.02), ("khac", "HTK", 0.05)];
    let forms_after = [("tu-van", "TV", 0.46), ("to-tung", "TGTT", 0.52), ("dai-dien", "DD", 0.02)];
    let people_before = [
        ("ngheo", 0.34),
        ("dan-toc", 0.46),
        ("co-cong", 0.08),
        ("nguoi-gia", 0.04),
        ("nguoi-khuyet-tat", 0.04),
        ("tre-em-khong-noi-nuong-tua", 0.04),
    ];
    let people_after = [
        ("ngheo", 0.27),
        ("dan-toc", 0.42),
        ("co-cong", 0.06),
        ("tre-em", 0.11),
        ("bi-buoc-toi-16-18", 0.06),
        ("bi-buoc-toi-can-ngheo", 0.04),
        ("kho-khan-tai-chinh", 0.04),
    ];
    let mut years = BTreeMap::new();
    for (year, count) in per_year {
        let mut drawn = HashSet::new();
        let mut records = Vec::new();
        let communes = world.communes(Day::new(year, 6, 30));
        let weights: Vec<f64> = communes.iter().map(|unit| 1.2 - remoteness(&unit.code)).collect();
        while records.len() < count {
            let date = chance.working_day(Day::new(year, 1, 2), Day::new(year, 12, 31));
            let unit = communes[chance.weighted(&weights)];
            let agency = agency_of(&world.district(&unit.code, date)?);
            let forms = if year < 2018 { &forms_before[..] } else { &forms_after[..] };
            let people = if year < 2018 { &people_before[..] } else { &people_after[..] };
            let (form, short, _) = forms[chance.weighted(&forms.iter().map(|form| form.2).collect::<Vec<_>>())];
            let (beneficiary, _) = people[chance.weighted(&people.iter().map(|kind| kind.1).collect::<Vec<_>>())];
            let sex = if chance.happens(0.44) { "nu" } else { "nam" };
            let place = if form == "tu-van" && chance.happens(0.45) { "ngoai-tru-so" } else { "tru-so" };
            let cost = match form {
                "tu-van" => chance.money(120_000, 260_000),
                "to-tung" => chance.money(700_000, 2_200_000),
                "dai-dien" => chance.money(400_000, 1_000_000),
                _ => chance.money(100_000, 220_000),
            };
            let by_centre = date <= LAST_MONEY && world.is_eligible(&unit.code, date) && chance.happens(0.5);
            let fund = if by_centre && date >= FIRST_MONEY { "trung-uong" } else { "dia-phuong" };
            if drawn.insert((date, agency, form, beneficiary, unit.code.clone(), sex, place)) {
                let fields = [agency, form, beneficiary, &unit.code, sex, place, fund].map(str::to_owned);
                records.push((date, fields, cost, short));
            }
        }
        records.sort();
        let mut numbers: HashMap<(String, &str), usize> = HashMap::new();
        let rows = records.into_iter().map(|(date, fields, cost, short)| {
            let office = match fields[0].strip_prefix("chi-nhanh-") {
                Some(number) => format!("CN{number}"),
                None => "TT".to_owned(),
            };
            let number = numbers.entry((office.clone(), short)).or_default();
            *number += 1;
            let mut row = vec![format!("MH-{office}-{short}-{number:03}-{year}"), date.to_string()];
            row.extend(fields);
            row.push(cost.to_string());
            row
        });
        years.insert(year, rows.collect());
    }
    let header = ["id", "date", "agency", "form", "beneficiary", "unit", "sex", "place", "fund", "cost"];
    write_years(world, "cases", &header, years)
}
