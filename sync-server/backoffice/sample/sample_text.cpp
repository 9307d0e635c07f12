#include "sync-server/backoffice/sample/sample_text.h"

namespace fieldfare::server::sample {

// clang-format off
const std::array<Region, 2> regions{{
    {"华东 East", "张雅文", "zhang.yawen@example.com", "zh-CN", "+861391234", 4, 8, {{
        {"陈思远", "chen.siyuan@example.com", "zh-CN", "E7KA", true, {{
            {"上海", "CN", "上海市", "200", "+86215550", 4, 31.2304, 121.4737, {"浦东新区", "徐汇区", "静安区", "闵行区"}},
            {"苏州", "CN", "江苏省", "215", "+86512655", 5, 31.2990, 120.5853, {"姑苏区", "虎丘区", "吴中区", "工业园区"}}}}},
        {"刘佳怡", "liu.jiayi@example.com", "zh-CN", "E9MT", true, {{
            {"杭州", "CN", "浙江省", "310", "+86571855", 5, 30.2741, 120.1551, {"西湖区", "上城区", "滨江区", "余杭区"}},
            {"宁波", "CN", "浙江省", "315", "+86574875", 5, 29.8683, 121.5440, {"海曙区", "江北区", "鄞州区", "镇海区"}}}}},
        {"王立群", "wang.liqun@example.com", "zh-CN", "E3RX", true, {{
            {"南京", "CN", "江苏省", "210", "+86255880", 4, 32.0603, 118.7969, {"玄武区", "鼓楼区", "建邺区", "江宁区"}},
            {"无锡", "CN", "江苏省", "214", "+86510855", 5, 31.4912, 120.3119, {"梁溪区", "滨湖区", "新吴区", "惠山区"}}}}}}}},
    {"西区 West", "Robert Hughes", "robert.hughes@example.com", "en", "+447700900", 3, 0, {{
        {"Emma Clarke", "emma.clarke@example.com", "en", "W2DN", false, {{
            {"London", "GB", "Greater London", "EC", "+442079460", 3, 51.5074, -0.1278, {"Camden", "Islington", "Southwark", "Hackney"}},
            {"Reading", "GB", "Berkshire", "RG", "+441184960", 3, 51.4543, -0.9781, {"Caversham", "Tilehurst", "Earley", "Whitley"}}}}},
        {"Daniel Fischer", "daniel.fischer@example.com", "en", "W5HB", false, {{
            {"Manchester", "GB", "Greater Manchester", "M", "+441614960", 3, 53.4808, -2.2426, {"Ancoats", "Chorlton", "Didsbury", "Salford"}},
            {"Leeds", "GB", "West Yorkshire", "LS", "+441134960", 3, 53.8008, -1.5491, {"Headingley", "Holbeck", "Horsforth", "Roundhay"}}}}},
        {"Sofia Rossi", "sofia.rossi@example.com", "en", "W8QC", false, {{
            {"Bristol", "GB", "Bristol", "BS", "+441174960", 3, 51.4545, -2.5879, {"Clifton", "Bedminster", "Redland", "Fishponds"}},
            {"Cardiff", "GB", "Cardiff", "CF", "+442920180", 3, 51.4816, -3.1791, {"Canton", "Roath", "Splott", "Grangetown"}}}}}}}},
}};

const Colleague backOffice{"周敏", "zhou.min@example.com", "zh-CN"};
const Colleague administrator{"Nora Lindqvist", "nora.lindqvist@example.com", "en"};
const Colleague executive{"高振宇", "gao.zhenyu@example.com", "zh-CN"};

const std::array<Family, 8> families{{
    {"饮料", "Drinks", "DR", 1300, {{
        {"果汁", "Juice", "JU", "case", 4800, 12800, {"200 ml", "330 ml", "750 ml", "1 l"}},
        {"苏打水", "Soda", "SO", "case", 3600, 8800, {"250 ml", "330 ml", "500 ml", "1.5 l"}},
        {"矿泉水", "Mineral water", "MW", "case", 2400, 6600, {"330 ml", "500 ml", "750 ml", "1.5 l"}},
        {"冷萃", "Cold brew", "CB", "case", 9600, 19800, {"180 ml", "250 ml", "330 ml", "1 l"}},
        {"糖浆", "Syrup", "SY", "bottle", 3900, 8900, {"250 ml", "500 ml", "700 ml", "1 l"}}}}},
    {"咖啡与茶", "Coffee and tea", "CT", 900, {{
        {"咖啡豆", "Coffee beans", "BE", "bag", 6800, 26800, {"250 g", "500 g", "1 kg", "5 kg"}},
        {"咖啡粉", "Ground coffee", "GC", "bag", 5800, 19800, {"250 g", "500 g", "1 kg", "2 kg"}},
        {"绿茶", "Green tea", "GT", "tin", 4200, 32800, {"50 g", "100 g", "250 g", "500 g"}},
        {"红茶", "Black tea", "BT", "tin", 3800, 22800, {"50 g", "100 g", "250 g", "500 g"}},
        {"花草茶", "Herbal tea", "HT", "box", 2900, 12800, {"20 bags", "50 bags", "100 bags", "200 g"}}}}},
    {"零食", "Snacks", "SN", 1300, {{
        {"坚果", "Nuts", "NU", "case", 8800, 29800, {"30 g", "100 g", "250 g", "1 kg"}},
        {"饼干", "Biscuits", "BI", "case", 5600, 14800, {"80 g", "150 g", "300 g", "1 kg"}},
        {"巧克力", "Chocolate", "CH", "case", 7600, 24800, {"40 g", "100 g", "200 g", "1 kg"}},
        {"果干", "Dried fruit", "DF", "case", 6900, 18800, {"50 g", "120 g", "250 g", "1 kg"}},
        {"薯片", "Crisps", "CR", "case", 4900, 11800, {"40 g", "75 g", "150 g", "300 g"}}}}},
    {"清洁用品", "Cleaning", "CL", 1300, {{
        {"洗洁精", "Washing-up liquid", "WL", "can", 1900, 9900, {"500 ml", "1 l", "5 l", "10 l"}},
        {"地面清洁剂", "Floor cleaner", "FC", "can", 2900, 12900, {"1 l", "2 l", "5 l", "10 l"}},
        {"消毒液", "Sanitiser", "SA", "can", 2600, 13900, {"250 ml", "500 ml", "1 l", "5 l"}},
        {"抹布", "Cloths", "CO", "pack", 900, 4900, {"5 pcs", "10 pcs", "20 pcs", "50 pcs"}},
        {"垃圾袋", "Bin liners", "BL", "roll", 800, 3900, {"30 l", "60 l", "120 l", "240 l"}}}}},
    {"餐具", "Tableware", "TW", 1300, {{
        {"盘子", "Plates", "PL", "set", 6900, 36900, {"16 cm", "21 cm", "26 cm", "31 cm"}},
        {"玻璃杯", "Glasses", "GL", "set", 4900, 24900, {"20 cl", "30 cl", "40 cl", "50 cl"}},
        {"马克杯", "Mugs", "MU", "set", 4500, 16900, {"18 cl", "25 cl", "35 cl", "45 cl"}},
        {"刀叉", "Cutlery", "CU", "set", 5900, 42900, {"4 pcs", "16 pcs", "24 pcs", "60 pcs"}},
        {"碗", "Bowls", "BO", "set", 3900, 19900, {"12 cm", "15 cm", "18 cm", "22 cm"}}}}},
    {"包装", "Packaging", "PK", 1300, {{
        {"外卖盒", "Takeaway boxes", "TB", "case", 5900, 18900, {"350 ml", "500 ml", "750 ml", "1 l"}},
        {"纸杯", "Paper cups", "PC", "case", 7900, 21900, {"4 oz", "8 oz", "12 oz", "16 oz"}},
        {"纸袋", "Paper bags", "PB", "case", 4900, 13900, {"S", "M", "L", "XL"}},
        {"保鲜膜", "Cling film", "CF", "roll", 1900, 5900, {"30 cm", "45 cm", "60 cm", "75 cm"}},
        {"标签", "Labels", "LA", "roll", 1200, 4900, {"25 mm", "40 mm", "60 mm", "100 mm"}}}}},
    {"厨房设备", "Kitchen equipment", "KE", 1300, {{
        {"搅拌机", "Blenders", "BD", "pcs", 39900, 289900, {"1 l", "1.5 l", "2 l", "4 l"}},
        {"烤箱", "Ovens", "OV", "pcs", 199900, 1299900, {"30 l", "60 l", "100 l", "200 l"}},
        {"刀具", "Knives", "KN", "pcs", 8900, 69900, {"12 cm", "18 cm", "21 cm", "27 cm"}},
        {"锅具", "Pans", "PA", "pcs", 9900, 59900, {"20 cm", "24 cm", "28 cm", "36 cm"}},
        {"电子秤", "Scales", "SC", "pcs", 12900, 89900, {"2 kg", "5 kg", "15 kg", "30 kg"}}}}},
    {"纸品", "Paper", "PP", 1300, {{
        {"餐巾纸", "Napkins", "NA", "case", 3900, 11900, {"24 cm", "33 cm", "40 cm", "48 cm"}},
        {"厨房纸", "Kitchen rolls", "KR", "case", 4500, 12900, {"2 rolls", "4 rolls", "8 rolls", "16 rolls"}},
        {"面巾纸", "Tissues", "TI", "case", 3500, 9900, {"80 pcs", "120 pcs", "150 pcs", "200 pcs"}},
        {"卫生纸", "Toilet paper", "TP", "case", 4900, 13900, {"8 rolls", "16 rolls", "24 rolls", "48 rolls"}},
        {"桌布", "Table covers", "TC", "roll", 2900, 15900, {"1 m", "5 m", "10 m", "25 m"}}}}},
}};

const std::array<Variant, 10> variants{{
    {"经典", "Classic"}, {"特选", "Select"}, {"有机", "Organic"}, {"家庭装", "Family"}, {"专业", "Pro"},
    {"轻享", "Light"}, {"金标", "Gold"}, {"臻品", "Reserve"}, {"日常", "Everyday"}, {"环保", "Eco"}}};

const std::array<Trade, 10> trades{{
    {"retail", "便利店", "Corner Shop"}, {"retail", "超市", "Supermarket"}, {"hospitality", "餐厅", "Kitchen"},
    {"hospitality", "咖啡馆", "Coffee House"}, {"hospitality", "酒店", "Hotel"}, {"food", "烘焙坊", "Bakery"},
    {"wholesale", "商贸有限公司", "Trading Ltd"}, {"wholesale", "食品有限公司", "Foods Ltd"},
    {"education", "学校食堂", "School Canteens"}, {"health", "康养中心", "Care Homes"}}};

const std::array<std::string_view, 40> chineseNames{
    "恒丰", "金源", "瑞祥", "和顺", "百味", "盛泰", "云水", "春晓", "万家", "鼎新",
    "福临", "桂香", "青禾", "悦来", "同心", "嘉禾", "锦江", "清风", "聚鲜", "老街坊",
    "望湖", "溪畔", "荣记", "永兴", "大成", "星河", "南风", "海棠", "拾光", "麦田",
    "明月", "长乐", "玉泉", "松间", "半亩", "小巷", "四季", "安康", "绿洲", "东篱"};
const std::array<std::string_view, 40> englishNames{
    "Harbour", "Oakfield", "Silverline", "Northgate", "Willow", "Kingfisher", "Redbrick", "Meadow", "Lantern", "Copper",
    "Foxglove", "Granary", "Anchor", "Hilltop", "Juniper", "Maple", "Orchard", "Pepper", "Quayside", "Riverside",
    "Saffron", "Thistle", "Upland", "Violet", "Windmill", "Yarrow", "Ashdown", "Birchwood", "Clover", "Dovecote",
    "Elderflower", "Fairview", "Goldcrest", "Heron", "Ivy", "Kestrel", "Linden", "Marlow", "Nettle", "Primrose"};
const std::array<std::string_view, 20> chineseStreets{
    "中山路", "人民路", "解放路", "文三路", "延安路", "建设路", "和平路", "长江路", "新华路", "朝阳路",
    "学院路", "南京路", "滨河路", "体育路", "花园路", "友谊路", "凤凰路", "梧桐街", "桃源街", "清波街"};
const std::array<std::string_view, 24> englishStreets{
    "High Street", "Station Road", "Church Lane", "Mill Road", "Victoria Street", "Park Avenue", "Queen Street", "Bridge Street",
    "London Road", "Castle Street", "Market Place", "Albert Road", "Chapel Street", "Grove Road", "King Street", "New Street",
    "North Parade", "Orchard Way", "School Lane", "Springfield Road", "The Crescent", "Union Street", "West Street", "York Road"};
const std::array<std::string_view, 30> surnames{
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高",
    "林", "何", "郭", "马", "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧"};
const std::array<std::string_view, 40> chineseGivenNames{
    "晓梅", "建国", "伟", "芳", "娜", "秀英", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超",
    "秀兰", "霞", "平", "刚", "桂英", "文博", "雨桐", "子轩", "思琪", "浩然", "欣怡", "志远", "海燕", "国栋", "雪梅", "俊杰", "梦瑶", "振东", "若曦", "天佑"};
const std::array<std::string_view, 40> englishGivenNames{
    "Alice", "Ben", "Chloe", "David", "Ella", "Frank", "Grace", "Henry", "Isla", "Jack", "Karen", "Liam", "Megan", "Noah", "Olivia", "Paul",
    "Quentin", "Rachel", "Sam", "Tara", "Uma", "Victor", "Wendy", "Xavier", "Yasmin", "Zoe", "Amir", "Bella", "Carlos", "Deepa",
    "Ewan", "Fatima", "George", "Hannah", "Imran", "Julia", "Kofi", "Laura", "Marek", "Nadia"};
const std::array<std::string_view, 40> familyNames{
    "Adams", "Baker", "Carter", "Dixon", "Evans", "Foster", "Green", "Harris", "Ingram", "Jones", "Khan", "Lewis", "Morgan", "Nolan", "Owen", "Patel",
    "Quinn", "Roberts", "Singh", "Taylor", "Underwood", "Vaughan", "Walker", "Young", "Ahmed", "Bennett", "Campbell", "Doyle", "Ellis", "Fraser",
    "Gibson", "Hussain", "Irving", "Jensen", "Kowalski", "Lloyd", "Marsh", "Novak", "O'Brien", "Price"};

const Phrases chinesePhrases{
    .jobs = {"店长", "采购经理", "老板", "行政总厨", "财务", "仓库主管"},
    .purposes = {"常规拜访", "新品介绍", "库存盘点", "合同续签", "陈列检查", "账期沟通"},
    .ordered = {"按上月用量下了订单，要求周五前到货。", "主推款补货，新增两个单品。", "促销价很受欢迎，数量比上次多一倍。",
                "客户确认了报价，直接下单。", "仓库只剩三天库存，当场下单。", "新店开业备货，一次订齐。",
                "试用反馈好，正式开始采购。", "节前备货，分两批送。"},
    .quoted = {"要求按年用量重新报价。", "对比了另外两家，价格是关键。", "需要含税报价单，财务审核。",
               "希望量大再优惠一点，已提交报价。", "新菜单用到三款产品，先报价。", "总部统一采购，需要正式报价单。",
               "想先看看整箱价。", "报价已当面说明，等老板签字。"},
    .followUp = {"负责人有兴趣，下周给答复。", "样品已留下，等厨房试用。", "合同还在走流程。", "旺季过后再谈数量。",
                 "对账期有疑问，需要和财务沟通。", "新负责人刚上任，还在熟悉情况。", "仓库在搬迁，月底再联系。", "对服务满意，暂时不缺货。"},
    .noInterest = {"刚和别家签了一年合同。", "预算已用完，今年不再采购。", "觉得价格偏高，没有继续谈。", "菜单调整，不再需要这类产品。",
                   "老板不考虑换供应商。", "店面即将转让。"},
    .notMet = {"店长外出，改约下周。", "临时闭店，未见到人。", "负责人在开会，留下了资料。", "到店时已打烊。", "电话无人接听，门口留了名片。"},
    .asides = {"门口停车不便，下次走后门。", "货架陈列整齐，我们的产品在视线层。", "竞品在做买十送一。", "店里新换了收银系统。",
               "反映上次送货晚了半天，已致歉。", "午市很忙，最好上午十点前来。", "客户的女儿今年高考。", "冰柜需要维修，已反馈。"},
    .nextSteps = {"发送新报价单", "安排样品", "下周电话跟进", "约老板面谈", "补送宣传资料", "确认交货时间", "核对账单", "带新品再访"},
    .tasks = {"寄送样品", "跟进报价", "核对上月账单", "确认合同条款", "补拍门头照片", "回复投诉", "更新联系人", "安排培训", "催收货款", "准备年度总结"},
    .reviews = {"记录清楚，继续跟进。", "下次请带上新品目录。", "注意账期风险。", "很好，保持节奏。", "请补充竞品价格。", "尽快约到决策人。"},
    .questions = {"客户承诺年采购量翻倍，申请额外折扣。", "竞品报价更低，需要折扣留住客户。", "首单，希望给一次性优惠。", "清理库存，申请特价。", "老客户续约，申请年度折扣。"},
    .agreed = {"同意，仅限本单。", "可以，请锁定年度用量。", "同意。", "同意，下次按标准价。"},
    .declined = {"折扣过高，请重新报价。", "先确认数量再谈。", "不同意，毛利太低。", "请改用阶梯价。"},
    .deliveries = {"请在上午十点前送达后门。", "送货前一小时电话联系。", "请附送货单两份。", "分两批送，间隔一周。"},
    .rejections = {"信用额度不足。", "产品已停产。", "送货地址无法到达。"},
    .cancellations = {"客户要求取消。", "重复下单。", "改为下月采购。"},
    .terms = "报价不含税，含市内运费。付款方式：月结30天。",
    .paymentTerms = "月结30天",
};

const Phrases englishPhrases{
    .jobs = {"Store Manager", "Buyer", "Owner", "Head Chef", "Finance", "Warehouse Lead"},
    .purposes = {"Regular visit", "New products", "Stock check", "Contract renewal", "Shelf check", "Payment terms"},
    .ordered = {"Ordered the usual quantity, wants it before Friday.", "Restocked the bestsellers and added two new lines.",
                "The promotion went down well: twice the last quantity.", "Accepted the quote and ordered on the spot.",
                "Only three days of stock left, ordered at once.", "Opening a second site, stocked up for it.",
                "The trial went well, they buy regularly from now on.", "Stocking up before the holidays, two deliveries."},
    .quoted = {"Asked for a price by yearly volume.", "Comparing us with two others, price decides.", "Finance needs a written quote with tax.",
               "Wants a little more for a bigger quantity, quote handed in.", "Three of our products are on the new menu, quoted first.",
               "Head office buys for all sites and needs a proper quote.", "Would like to see prices by the case.", "Went through the quote together, the owner has to sign."},
    .followUp = {"Interested, will answer next week.", "Left samples for the kitchen to try.", "The contract is still with their lawyers.",
                 "Quantities to be discussed after the season.", "Has a question about payment terms for our finance.", "New buyer, still finding her way.",
                 "Moving warehouse, call again at the end of the month.", "Happy with the service, well stocked for now."},
    .noInterest = {"Just signed with somebody else for a year.", "Budget is spent, nothing more this year.", "Finds us too expensive, would not go on.",
                   "Menu changed, no use for these products.", "The owner will not change suppliers.", "The shop is about to be sold."},
    .notMet = {"Manager was out, moved to next week.", "Closed for the day, nobody there.", "In a meeting, left the brochure.", "Arrived after closing.", "Nobody answered, left a card."},
    .asides = {"Parking in front is impossible, use the back door.", "Shelf tidy, our products at eye level.", "A competitor gives one free with ten.",
               "They have a new till system.", "Last delivery was half a day late, apologised.", "Busy at lunch, best before ten.",
               "The owner's daughter starts university this autumn.", "The fridge needs repair, passed on."},
    .nextSteps = {"Send the new quote", "Arrange samples", "Call next week", "Meet the owner", "Bring leaflets", "Confirm the delivery date", "Check the invoice", "Come back with the new range"},
    .tasks = {"Post samples", "Follow up the quote", "Check last month's invoice", "Confirm contract terms", "Photograph the shop front", "Answer the complaint",
              "Update contacts", "Arrange training", "Chase the payment", "Prepare the yearly review"},
    .reviews = {"Clear notes, keep at it.", "Take the new catalogue along next time.", "Mind the payment terms.", "Very good, keep the rhythm.",
                "Please add the competitor's prices.", "Get to the decision maker soon."},
    .questions = {"They promise to double the yearly volume.", "A competitor is cheaper, we would lose them.", "First order, a one-off discount would win it.",
                  "Clearing stock, special price.", "Renewal of an old customer, yearly discount."},
    .agreed = {"Agreed, for this one only.", "Fine, get the yearly volume in writing.", "Agreed.", "Agreed, standard price next time."},
    .declined = {"Too much, please quote again.", "Quantity first, then discount.", "No, the margin is too thin.", "Use the quantity scale instead."},
    .deliveries = {"Back door, before ten.", "Call an hour before delivery.", "Two copies of the delivery note, please.", "Two deliveries, a week apart."},
    .rejections = {"Credit limit exceeded.", "Product discontinued.", "Address cannot be reached."},
    .cancellations = {"Cancelled by the customer.", "Ordered twice.", "Moved to next month."},
    .terms = "Prices without VAT, delivery within the city included. Payment within 30 days.",
    .paymentTerms = "30 days net",
};

const std::array<std::string_view, 10> tags{"VIP", "chain", "new", "organic", "credit-hold", "key", "seasonal", "online", "referral", "新店"};
const std::array<std::string_view, 6> sources{"trade fair", "referral", "cold call", "website", "转介绍", "展会"};
// clang-format on

}  // namespace fieldfare::server::sample
