//! Activity 8 and part IV: classes, tuition, reports, yearly duties and checks.

use crate::Result;
use crate::chance::Chance;
use crate::day::Day;
use crate::tables::{Record, central, women, write_log};
use crate::world::{Staff, World};

/// Classes every year but two: none in 2018, none in the year of the epidemic.
pub(crate) fn classes(world: &World) -> Result<()> {
    let mut chance = Chance::of("classes");
    let mut records = Vec::new();
    for (year, month, audience, days) in [
        (2013, 11, "nguoi-thuc-hien", 2),
        (2014, 5, "nguoi-thuc-hien", 3),
        (2014, 10, "ban-chu-nhiem", 2),
        (2015, 4, "nguoi-thuc-hien", 3),
        (2015, 7, "ban-chu-nhiem", 2),
        (2015, 11, "ban-chu-nhiem", 1),
        (2016, 5, "nguoi-thuc-hien", 3),
        (2016, 8, "ban-chu-nhiem", 2),
        (2017, 10, "nguoi-thuc-hien", 2),
        (2019, 6, "nguoi-thuc-hien", 2),
    ] {
        let date = chance.working_day(Day::new(year, month, 3), Day::new(year, month, 26));
        let participants = if audience == "ban-chu-nhiem" { chance.between(40, 75) } else { chance.between(28, 60) };
        let cost = participants * i64::from(days) * chance.between(22, 30) * 10_000;
        let mut fields = vec![audience.to_owned(), days.to_string(), participants.to_string(), women(&mut chance, participants)];
        fields.extend(central(date, cost));
        records.push(Record { date, fields });
    }
    write_log(world, "classes", "TH", &["audience", "days", "participants", "women", "fund", "cost"], records)
}

pub(crate) fn tuition(world: &World) -> Result<()> {
    let mut chance = Chance::of("tuition");
    let mut records = Vec::new();
    for (year, kind, count, low, high) in [
        (2014, "luat-su", 2, 12_000_000, 16_000_000),
        (2014, "tieng-dan-toc", 5, 1_500_000, 2_500_000),
        (2015, "luat-su", 2, 13_000_000, 17_000_000),
        (2015, "tieng-dan-toc", 6, 1_500_000, 2_500_000),
        (2016, "luat-su", 1, 14_000_000, 18_000_000),
        (2016, "tieng-dan-toc", 4, 1_500_000, 2_500_000),
        (2018, "luat-su", 1, 0, 0),
    ] {
        let date = chance.working_day(Day::new(year, 6, 2), Day::new(year, 9, 12));
        let role = if kind == "luat-su" { "chuyen-vien" } else { "tro-giup-vien" };
        let mut able: Vec<&Staff> = world.staff.iter().filter(|person| person.role == role).collect();
        chance.0.shuffle(&mut able);
        let cost = chance.money(low, high);
        for person in able.into_iter().take(count) {
            let mut fields = vec![person.id.clone(), kind.to_owned()];
            fields.extend(central(date, cost));
            records.push(Record { date, fields });
        }
    }
    write_log(world, "tuition", "HP", &["staff", "kind", "fund", "cost"], records)
}

/// Reports to the Ministry and the provincial People's Committee: mostly in time, some late, one never sent.
pub(crate) fn reports(world: &World) -> Result<()> {
    let mut chance = Chance::of("reports");
    let mut records = Vec::new();
    let mut send = |date: Day, period: String, kind: &str, recipient: &str| {
        records.push(Record { date, fields: vec![period, kind.to_owned(), recipient.to_owned()] });
    };
    for year in 2013..=2020 {
        for recipient in ["bo-tu-phap", "ubnd-tinh"] {
            let half = if year < 2019 {
                chance.working_day(Day::new(year, 6, 24), Day::new(year, 7, 9))
            } else {
                chance.working_day(Day::new(year, 6, 12), Day::new(year, 6, 24))
            };
            let half = match (year, recipient) {
                (2013, _) => Day::new(2013, 7, 23),
                (2017, "ubnd-tinh") => Day::new(2017, 8, 4),
                (2019, "bo-tu-phap") => Day::new(2019, 7, 3),
                _ => half,
            };
            if (year, recipient) != (2018, "ubnd-tinh") {
                send(half, format!("{year}-H1"), "6-thang", recipient);
            }
            let whole = if year < 2019 {
                chance.working_day(Day::new(year, 12, 20), Day::new(year + 1, 1, 14))
            } else {
                chance.working_day(Day::new(year, 11, 14), Day::new(year, 11, 27))
            };
            let whole = match (year, recipient) {
                (2016, _) => Day::new(2017, 2, 24),
                (2020, "ubnd-tinh") => Day::new(2020, 12, 9),
                _ => whole,
            };
            send(whole, year.to_string(), "nam", recipient);
        }
    }
    for (date, period, recipient) in [
        (Day::new(2014, 8, 14), "2014-07", "ubnd-tinh"),
        (Day::new(2015, 10, 6), "2015-Q3", "bo-tu-phap"),
        (Day::new(2016, 10, 19), "2016-Q3", "bo-tu-phap"),
        (Day::new(2017, 7, 20), "2017-06", "ubnd-tinh"),
        (Day::new(2019, 12, 18), "2019-11", "ubnd-tinh"),
    ] {
        send(date, period.to_owned(), "dot-xuat", recipient);
    }
    write_log(world, "reports", "BC", &["period", "kind", "recipient"], records)
}

/// Annual plans, budget estimates and the lists of the two agencies.
pub(crate) fn duties(world: &World) -> Result<()> {
    let mut records = Vec::new();
    let mut done = |date: Day, period: i32, agency: &str, kind: &str| {
        records.push(Record { date, fields: vec![period.to_string(), kind.to_owned(), agency.to_owned()] });
    };
    for (period, plan, estimate) in [
        (2014, Some(Day::new(2014, 1, 14)), Some(Day::new(2013, 7, 15))),
        (2015, Some(Day::new(2014, 12, 19)), Some(Day::new(2014, 7, 11))),
        (2016, Some(Day::new(2015, 12, 22)), Some(Day::new(2015, 7, 17))),
        (2017, Some(Day::new(2017, 2, 20)), Some(Day::new(2016, 8, 2))),
        (2018, Some(Day::new(2017, 12, 25)), None),
        (2019, Some(Day::new(2018, 12, 20)), None),
        (2020, Some(Day::new(2019, 12, 27)), Some(Day::new(2019, 7, 18))),
    ] {
        if let Some(date) = plan {
            done(date, period, "so-tu-phap", "ke-hoach-nam");
        }
        if let Some(date) = estimate {
            done(date, period, "so-tu-phap", "du-toan");
        }
    }
    for (period, ethnic, labour) in [
        (2013, Some(Day::new(2013, 10, 8)), None),
        (2014, Some(Day::new(2014, 2, 21)), Some(Day::new(2014, 3, 18))),
        (2015, Some(Day::new(2015, 2, 25)), Some(Day::new(2015, 3, 20))),
        (2016, Some(Day::new(2016, 3, 10)), Some(Day::new(2016, 4, 19))),
        (2017, Some(Day::new(2017, 5, 22)), Some(Day::new(2017, 3, 27))),
        (2018, Some(Day::new(2018, 3, 6)), None),
        (2019, Some(Day::new(2019, 3, 14)), Some(Day::new(2019, 3, 29))),
        (2020, Some(Day::new(2020, 3, 24)), Some(Day::new(2020, 6, 15))),
    ] {
        if let Some(date) = ethnic {
            done(date, period, "ban-dan-toc", "danh-sach");
        }
        if let Some(date) = labour {
            done(date, period, "so-ldtbxh", "danh-sach");
        }
    }
    // Held although no guidance from above has set a day for it.
    done(Day::new(2016, 11, 24), 2016, "so-tu-phap", "so-ket");
    write_log(world, "duties", "NV", &["period", "kind", "agency"], records)
}

/// Guidance and inspections of the Department: a letter in most years, a round of inspections in autumn.
pub(crate) fn guidance(world: &World) -> Result<()> {
    let mut chance = Chance::of("guidance");
    let mut records = Vec::new();
    for year in 2013..=2020 {
        let date = chance.working_day(Day::new(year, 1, 12), Day::new(year, 3, 28));
        if chance.happens(0.8) {
            records.push(Record { date, fields: vec!["huong-dan".to_owned(), String::new()] });
        }
        for unit in world.units.iter().filter(|unit| unit.level == "district") {
            let date = chance.working_day(Day::new(year, 9, 4), Day::new(year, 11, 24));
            if chance.happens(0.3) {
                records.push(Record { date, fields: vec!["kiem-tra".to_owned(), unit.code.clone()] });
            }
        }
    }
    write_log(world, "guidance", "HD", &["kind", "unit"], records)
}

/// Work done together with other agencies.
pub(crate) fn joint(world: &World) -> Result<()> {
    let mut chance = Chance::of("joint");
    let mut records = Vec::new();
    for year in 2014..=2020 {
        for (kind, agency, content, often) in [
            ("long-ghep", "ban-dan-toc", "Lồng ghép với tuyên truyền chính sách dân tộc", 0.7),
            ("long-ghep", "so-ldtbxh", "Lồng ghép với đối thoại chính sách giảm nghèo", 0.5),
            ("phoi-hop", "so-nganh", "Phối hợp trợ giúp pháp lý trong hoạt động tố tụng", 0.8),
            ("phoi-hop", "so-nganh", "Phối hợp tổ chức đợt lưu động tại xã biên giới", 0.6),
        ] {
            let date = chance.working_day(Day::new(year, 3, 2), Day::new(year, 11, 27));
            if chance.happens(often) {
                records.push(Record { date, fields: vec![kind.to_owned(), agency.to_owned(), content.to_owned()] });
            }
        }
    }
    write_log(world, "joint", "LN", &["kind", "agency", "content"], records)
}

/// Difficulties that were reported, and the day on which they were answered.
pub(crate) fn difficulties(world: &World) -> Result<()> {
    let mut records = Vec::new();
    for (date, agency, content, answered) in [
        (Day::new(2014, 8, 19), "ubnd-huyen", "Kinh phí sinh hoạt Câu lạc bộ cấp chậm", Some(Day::new(2014, 9, 16))),
        (Day::new(2015, 5, 12), "ubnd-xa", "Ban Chủ nhiệm Câu lạc bộ thay đổi người, chưa được tập huấn", Some(Day::new(2015, 7, 15))),
        (Day::new(2016, 10, 11), "ubnd-huyen", "Không còn kinh phí cho đợt lưu động sau ngày 22/9/2016", Some(Day::new(2016, 12, 6))),
        (Day::new(2017, 9, 21), "ubnd-xa", "Hộp tin hư hỏng, không có kinh phí thay", None),
        (Day::new(2020, 4, 14), "ubnd-huyen", "Địa bàn xã thay đổi sau sắp xếp, Câu lạc bộ chưa kiện toàn", None),
    ] {
        records.push(Record { date, fields: vec![agency.to_owned(), content.to_owned(), crate::tables::optional(answered)] });
    }
    write_log(world, "difficulties", "VM", &["agency", "content", "answered"], records)
}

/// Checks by the districts, about half of them in a year.
pub(crate) fn district_checks(world: &World) -> Result<()> {
    let mut chance = Chance::of("district-checks");
    let mut records = Vec::new();
    for year in 2014..=2020 {
        for unit in world.units.iter().filter(|unit| unit.level == "district") {
            let date = chance.working_day(Day::new(year, 5, 4), Day::new(year, 11, 27));
            if chance.happens(if year < 2017 { 0.65 } else { 0.4 }) {
                let result = if chance.happens(0.8) { "dat" } else { "can-chan-chinh" };
                records.push(Record { date, fields: vec![unit.code.clone(), result.to_owned()] });
            }
        }
    }
    write_log(world, "district-checks", "KT", &["unit", "result"], records)
}
