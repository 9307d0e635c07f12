#include "tests/screens/sample_stores.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <stdexcept>

#include "fieldfare/people.pb.h"
#include "fieldfare/sale.pb.h"
#include "mobile/engine/document_desk.h"
#include "mobile/engine/drafts.h"
#include "mobile/engine/handing_over.h"
#include "mobile/engine/held_work.h"
#include "mobile/engine/visits.h"
#include "shared/base/uuid.h"
#include "sync-server/account/enrolment.h"
#include "sync-server/account/sessions.h"
#include "sync-server/backoffice/sample/sample.h"
#include "sync-server/sync/directory.h"
#include "tests/support/server/sample_records.h"

namespace fieldfare::tests {

using schema::Schema;
using server::sync::Organisation;
using server::sync::ServerEdit;
using server::sync::Turn;

namespace {

constexpr std::int64_t minuteMs = 60'000;
constexpr std::int64_t hourMs = 60 * minuteMs;
constexpr std::int64_t midnightUtc = 1'794'960'000'000;  // Wednesday, 18 November 2026
constexpr const char* storeName = "person.sqlite";

/// A shelf in a shop, as a photo of it would be: colours say which it is.
std::string photo(int hue) {
    constexpr int width = 640;
    constexpr int height = 480;
    QImage image{width, height, QImage::Format_RGB32};
    image.fill(QColor::fromHsl(hue, 60, 200));
    QPainter painter{&image};
    for (int row = 0; row < 3; ++row)
        for (int column = 0; column < 7; ++column)
            painter.fillRect(20 + column * 88, 30 + row * 150, 64, 100 + (column * 37 + row * 11) % 30,
                             QColor::fromHsl((hue + column * 23 + row * 40) % 360, 140, 110));
    painter.end();
    QByteArray bytes;
    QBuffer buffer{&bytes};
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes.toStdString();
}

}  // namespace

SampleStores::SampleStores(std::filesystem::path folder, const std::string& language)
    : folder_{std::move(folder)},
      chinese_{language == "zh_CN"},
      midnight_{midnightUtc - (chinese_ ? 8 * hourMs : 0)},
      now_{midnight_ + 14 * hourMs + 30 * minuteMs},
      clock_{base::fromEpochMs(midnight_ + 7 * hourMs)} {
    makeCompany();
    colleague_ = personNamed(chinese_ ? "刘佳怡" : "Daniel Fischer");
    phone_ = device("rep", personNamed(chinese_ ? "陈思远" : "Emma Clarke"));
    tablet_ = device("manager", personNamed(chinese_ ? "张雅文" : "Robert Hughes"));
    morning();
    afternoon();
    otherStores();
}

void SampleStores::setTime(int hour, int minute) {
    const auto at = base::fromEpochMs(midnight_ + hour * hourMs + minute * minuteMs);
    if (at > clock_.now())
        clock_.advance(std::chrono::duration_cast<std::chrono::milliseconds>(at - clock_.now()));
}

void SampleStores::makeCompany() {
    const auto server = folder_ / "server";
    Organisation::make(server, "Fieldfare Trading", "CNY", clock_, random_);
    organisation_ = std::make_unique<Organisation>(server, clock_, random_);
    exchange_ = std::make_unique<server::sync::Exchange>(*organisation_);
    content_ = std::make_unique<server::storage::ContentStore>(server);
    files_ = std::make_unique<server::files::FileExchange>(*organisation_, *content_);
    server::sample::SampleOptions options;
    options.now = now_;
    options.customers = 108;
    options.products = 60;
    (void)server::sample::makeSample(*organisation_, options);
}

std::string SampleStores::personNamed(const std::string& name) const {
    std::string id;
    organisation_->readers().run([&](auto& database) {
        const auto directory = server::sync::Directory::load(database);
        for (const auto& [known, person] : directory->people())
            if (person.name() == name)
                id = known;
    });
    if (id.empty())
        throw std::runtime_error{"the sample has nobody called " + name};
    return id;
}

std::string SampleStores::hire(const std::string& name, v1::Role role, const std::string& unit) {
    std::string id;
    organisation_->writer().run([&](Turn& turn) {
        ServerEdit edit{turn};
        v1::Person person;
        person.set_name(name);
        person.set_role(role);
        person.set_unit_id(unit);
        person.set_status(v1::Person::ACTIVE);
        id = edit.create(Schema::of<v1::Person>(), {}, person).id;
        edit.save();
    });
    return id;
}

std::unique_ptr<Phone> SampleStores::device(const std::string& folder, const std::string& person) {
    v1::Session session;
    session.set_person_id(person);
    session.set_device_code(server::account::Enrolment::deviceCode(random_));
    organisation_->writer().run([&](Turn& turn) {
        ServerEdit edit{turn};
        const auto& known = *edit.directory().person(person);
        session.set_role(known.role());
        session.set_unit_id(known.unit_id());
        session.set_person(known.name());
        v1::Device device;
        device.set_person_id(person);
        device.set_name(known.name());
        device.set_code(session.device_code());
        session.set_device_id(edit.create(Schema::of<v1::Device>(), {}, device).id);
        session.set_organisation_id(edit.directory().organisationId());
        session.set_organisation(edit.directory().organisation().name());
        edit.save();
        session.set_token(
            server::account::Sessions{turn.database, clock_}.open(random_, person, session.device_id()));
    });
    std::filesystem::create_directories(folder_ / folder);
    auto made = std::make_unique<Phone>(ServerSide{exchange_, files_, content_}, folder_ / folder / storeName,
                                        session, clock_, random_);
    made->sync();
    return made;
}

std::string SampleStores::find(Phone& phone, const std::string& sql) {
    auto query = phone.store().database().query(sql);
    if (!query.step())
        throw std::runtime_error{"the sample has none: " + sql};
    return std::string{query.blob(0)};
}

void SampleStores::remember(const std::string& name, const std::string& id) {
    ids_[name] = base::idText(id);
}

/// Two people edit the same customers; a new customer has a name longer than any screen.
void SampleStores::morning() {
    setTime(9, 10);
    auto& phone = *phone_;
    auto& tablet = *tablet_;
    const auto mine = "SELECT id FROM customer WHERE hidden = 0 AND lifecycle = 3 AND owner_id = x'" +
                      QByteArray::fromStdString(phone.store().person()).toHex().toStdString() + "' ORDER BY ";
    const auto customer =
        find(phone, mine +
                        "(SELECT count(*) FROM quote WHERE customer_id = customer.id) + "
                        "(SELECT count(*) FROM \"order\" WHERE customer_id = customer.id) DESC, id");
    remember("customer", customer);
    const auto given = find(phone, mine + "id DESC");
    const auto declined = find(phone, mine + "id DESC LIMIT 1 OFFSET 1");
    const auto longName = phone.create<v1::Customer>([&](v1::Customer& record) {
        record.set_name(
            chinese_
                ? "中华人民共和国上海市浦东新区张江高科技园区国际餐饮供应链管理与冷链物流配送服务有限责任公司"
                : "The Worshipful Company of Purveyors of Fine Teas, Coffees, Spices and Dry Goods "
                  "(Greater London and the Home Counties) Limited");
        record.set_owner_id(phone.store().person());
        record.set_tier(v1::Customer::A);
        record.set_lifecycle(v1::Customer::POTENTIAL);
        record.mutable_address()->set_city(
            chinese_ ? "上海" : "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch");
        record.add_tags(chinese_ ? "需要特别关注的重点客户" : "needs particular attention");
    });
    remember("longName", longName);
    for (const auto& [id, at, purpose] :
         {std::tuple{customer, 15 * 60 + 15, chinese_ ? "季度回访" : "Quarterly review"},
          std::tuple{longName, 16 * 60 + 30, chinese_ ? "新品介绍" : "New products"}})
        (void)phone.create<v1::VisitPlan>([&, id = id, at = at, purpose = purpose](v1::VisitPlan& plan) {
            plan.set_customer_id(id);
            plan.set_person_id(phone.store().person());
            plan.set_starts_at(midnight_ + at * minuteMs);
            plan.set_ends_at(plan.starts_at() + 30 * minuteMs);
            plan.set_purpose(purpose);
            plan.set_status(v1::VisitPlan::PLANNED);
        });
    remember("longContact", phone.create<v1::Contact>([&](v1::Contact& record) {
        record.set_customer_id(longName);
        record.set_name(chinese_ ? "欧阳娜娜·亚历山德罗夫娜" : "Wilhelmina Featherstonehaugh-Cholmondeley");
        record.set_title(chinese_ ? "集团采购与供应链管理中心副总监"
                                  : "Deputy Director of Group Procurement and Supply");
        record.set_birthday("1990-11-18");
    }));
    phone.sync();
    tablet.sync();

    setTime(10, 20);
    tablet.edit<v1::Customer>(customer, [&](auto& record) {
        record.set_industry(chinese_ ? "机场商铺" : "airport kiosk");
        record.set_name(record.name() + (chinese_ ? "（集团）" : " Group"));
    });
    for (const auto& id : {given, declined})
        tablet.edit<v1::Customer>(id, [&](auto& record) { record.set_owner_id(colleague_); });
    setTime(10, 45);
    phone.edit<v1::Customer>(customer, [&](auto& record) {
        record.set_industry(chinese_ ? "街边餐饮" : "street food");
        record.set_name(record.name() + (chinese_ ? "总店" : " & Sons"));
    });
    phone.edit<v1::Customer>(given, [&](auto& record) {
        record.set_notes(chinese_ ? "老板娘下周回国，到时再谈。"
                                  : "The owner is back next week; talk about the season then.");
    });
    phone.edit<v1::Customer>(
        declined, [&](auto& record) { record.set_payment_terms(chinese_ ? "货到付款" : "on delivery"); });
    setTime(11, 50);
    tablet.sync();
    phone.sync();
    tablet.sync();
    engine::HeldWork held{tablet.editing()};
    for (const auto& item : held.open())
        if (item.change.record_id() == declined)
            held.decline(item.id,
                         chinese_ ? "已与客户另行约定。" : "We agreed on 30 days with them last week.");
    tablet.sync();
    phone.sync();
}

/// Without a network from noon on.
void SampleStores::afternoon() {
    auto& phone = *phone_;
    const auto customer = base::Uuid::fromText(ids_.at("customer"))->bytes();
    visitWithPhotos(customer);
    documents(customer);
    setTime(14, 12);
    const auto next = find(phone,
                           "SELECT id FROM visit_plan WHERE hidden = 0 AND status = 1 AND person_id = "
                           "(SELECT author_id FROM visit ORDER BY id DESC LIMIT 1) AND starts_at > " +
                               std::to_string(now_) + " ORDER BY starts_at, id LIMIT 1");
    remember("plan", next);
    const auto other =
        find(phone, "SELECT customer_id FROM visit_plan WHERE hidden = 0 AND status = 1 AND starts_at > " +
                        std::to_string(now_) + " ORDER BY starts_at DESC, id LIMIT 1");
    remember("visitUnderWay", engine::Visits{phone.editing()}.checkIn(other, {}, {}));
    remember("task",
             find(phone, "SELECT id FROM task WHERE hidden = 0 AND status = 1 ORDER BY due_at, id LIMIT 1"));
    remember("contact", find(phone, "SELECT id FROM contact WHERE hidden = 0 AND customer_id = x'" +
                                        QByteArray::fromStdString(customer).toHex().toStdString() +
                                        "' ORDER BY id LIMIT 1"));
    remember("issuedQuote",
             find(phone, "SELECT id FROM quote WHERE hidden = 0 ORDER BY status <> 5, id LIMIT 1"));
    remember("shippedOrder",
             find(phone, "SELECT id FROM \"order\" WHERE hidden = 0 ORDER BY status <> 5, id LIMIT 1"));
    remember(
        "approval",
        find(*tablet_, "SELECT id FROM approval WHERE hidden = 0 AND decision IS NULL ORDER BY id LIMIT 1"));
    remember(
        "visitOfRep",
        find(*tablet_,
             "SELECT id FROM visit WHERE hidden = 0 AND review_rating IS NULL ORDER BY id DESC LIMIT 1"));

    setTime(14, 20);
    const auto typed = base::Uuid::fromText(ids_.at("longName"))->bytes();
    engine::Draft draft;
    draft.type = &Schema::of<v1::Customer>();
    draft.id = typed;
    draft.base = phone.editing().require(typed);
    auto values = std::make_shared<v1::Customer>(draft.base->as<v1::Customer>());
    values->set_payment_terms(chinese_ ? "月结60天" : "60 days net");
    draft.values = values;
    (void)engine::Drafts{phone.editing()}.keep(draft);
}

void SampleStores::visitWithPhotos(const std::string& customer) {
    auto& phone = *phone_;
    setTime(12, 40);
    engine::Visits visits{phone.editing()};
    const auto visit = visits.checkIn(customer, {}, {});
    phone.edit<v1::Visit>(visit, [&](auto& record) {
        record.set_purpose(chinese_ ? "春季新品" : "Spring range");
        record.set_notes(chinese_
                             ? "店长满意新品陈列，下周送样。"
                             : "Liked the new range near the till. Wants samples of the teas next week.");
        record.set_next_step(chinese_ ? "周五前寄出样品" : "Send samples before Friday");
        record.set_next_follow_up_at(now_ + 7 * 24 * hourMs);
    });
    constexpr int blue = 210;
    constexpr int amber = 40;
    for (const auto hue : {blue, amber})
        visits.addPhoto(visit, phone.store().files().put(photo(hue)), "image/png", "shelf.png");
    setTime(13, 15);
    visits.checkOut(visit, v1::Visit::QUOTE, {});
    remember("visit", visit);
}

void SampleStores::documents(const std::string& customer) {
    auto& phone = *phone_;
    std::vector<std::string> products;
    auto query =
        phone.store().database().query("SELECT id FROM product WHERE hidden = 0 ORDER BY id LIMIT 4");
    while (query.step())
        products.emplace_back(query.blob(0));
    const auto write = [&](const schema::RecordType& type, std::uint32_t discountBp) {
        const auto document = engine::DocumentDesk::begin(phone.editing(), type, customer);
        engine::DocumentDesk desk{phone.editing(), *document};
        std::int64_t quantity = 0;
        for (const auto& product : products)
            (void)desk.addProduct(product, quantity += 6'000);
        desk.setHeaderDiscount(discountBp);
        return phone.editing().create(*document);
    };
    setTime(13, 5);
    const auto waiting = write(Schema::of<v1::Quote>(), 1'000);
    (void)phone.documents().askApproval(
        waiting, chinese_ ? "首单，希望给一次性优惠。" : "Their first order; they asked twice.");
    remember("waitingQuote", waiting);
    setTime(13, 40);
    remember("draftQuote", write(Schema::of<v1::Quote>(), 800));
    remember("draftOrder", write(Schema::of<v1::Order>(), 0));
}

void SampleStores::otherStores() {
    setTime(14, 30);
    std::string unit;
    organisation_->writer().run([&](Turn& turn) {
        ServerEdit edit{turn};
        v1::Unit record;
        record.set_name(chinese_ ? "华北 North" : "North");
        record.set_superior_id(edit.directory().rootUnit());
        unit = edit.create(Schema::of<v1::Unit>(), {}, record).id;
        edit.save();
    });
    for (const auto& [folder, name, role] :
         {std::tuple{"newRep", chinese_ ? "林小满" : "Grace Okafor", v1::REP},
          std::tuple{"newManager", chinese_ ? "许国强" : "Henrik Larsen", v1::MANAGER}})
        device(folder, hire(name, role, unit))->close();
    phone_->close();
    tablet_->close();
    const auto changed = [&](const std::string& name, const auto& change) {
        copy("rep", folder_ / name);
        change(folder_ / name / storeName);
    };
    const auto asStore = [&](const auto& change) {
        return [&](const std::filesystem::path& file) {
            engine::LocalStore store{file, clock_, random_};
            change(store);
        };
    };
    changed("signedOut", asStore([](engine::LocalStore& store) { store.forgetToken(); }));
    changed("wiped",
            asStore([](engine::LocalStore& store) { store.meta().setNumber(engine::Meta::wipe, 1); }));
    changed("newer", [](const std::filesystem::path& file) {
        storage::SqliteDatabase database{file};
        database.execute("PRAGMA user_version = 1000");
    });
    changed("collected", asStore([](engine::LocalStore& store) { engine::HandingOver{store}.begin(); }));
    std::filesystem::create_directories(folder_ / "none");
    deviceIsCollected();
}

void SampleStores::deviceIsCollected() {
    setTime(14, 40);
    const auto lost = device("handedOver", colleague_);
    const auto customer =
        find(*lost,
             "SELECT id FROM customer WHERE hidden = 0 AND owner_id = (SELECT id FROM person WHERE name = '" +
                 lost->store().session()->person() + "') ORDER BY id LIMIT 1");
    lost->edit<v1::Customer>(customer, [&](auto& record) {
        record.set_notes(chinese_ ? "月底前要报价。" : "Wants an offer before the end of the month.");
    });
    const auto begun = lost->create<v1::Customer>([&](v1::Customer& record) {
        record.set_name(chinese_ ? "新月茶馆" : "New Moon Tea House");
        record.set_lifecycle(v1::Customer::LEAD);
    });
    (void)lost->create<v1::Contact>([&](v1::Contact& record) {
        record.set_customer_id(begun);
        record.set_name(chinese_ ? "高晓" : "Selma Roth");
    });
    organisation_->writer().run([&](Turn& turn) {
        ServerEdit edit{turn};
        edit.change(edit.require(Schema::of<v1::Device>(), lost->store().session()->device_id()),
                    [](auto& record) { static_cast<v1::Device&>(record).set_revoked(v1::Device::COLLECT); });
        edit.save();
    });
    setTime(14, 50);
    NoPause pause;
    engine::SyncRunner runner{lost->store(), lost->transport(), pause, random_};
    if (runner.run(1).stop != engine::Stop::Wipe)
        throw std::runtime_error{"the collected device is not wiped"};
    lost->close();
    device("managerOfCollected", personNamed(chinese_ ? "张雅文" : "Robert Hughes"))->close();
}

void SampleStores::copy(const std::string& name, const std::filesystem::path& to) const {
    std::filesystem::remove_all(to);
    std::filesystem::copy(folder_ / name, to, std::filesystem::copy_options::recursive);
}

}  // namespace fieldfare::tests
