<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>AboutPage</name>
    <message>
        <source>About Fieldfare</source>
        <translation>关于 Fieldfare</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>组织</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Last sync</source>
        <translation>最近同步</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>尚未</translation>
    </message>
    <message>
        <source>Everything you do is saved on this device first and sent when there is a connection. Fieldfare is free software under the Apache License 2.0.</source>
        <translation>您所做的一切都先保存在本设备上，联网后再发送。Fieldfare 是采用 Apache License 2.0 许可的自由软件。</translation>
    </message>
</context>
<context>
    <name>Announcements</name>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
</context>
<context>
    <name>AppHeader</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>ApprovalCard</name>
    <message>
        <source>Waiting for a decision</source>
        <translation>等待审批</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>已批准</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>未批准</translation>
    </message>
    <message>
        <source>%1 asked for %2 discount</source>
        <translation>%1 申请 %2 折扣</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>某人</translation>
    </message>
</context>
<context>
    <name>ApprovalPage</name>
    <message>
        <source>Approval</source>
        <translation>审批</translation>
    </message>
    <message>
        <source>This question is not here any more</source>
        <translation>该申请已不存在</translation>
    </message>
    <message>
        <source>%1 asks</source>
        <translation>%1 申请</translation>
    </message>
    <message>
        <source>May this discount be given?</source>
        <translation>可以给这个折扣吗？</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>明细</translation>
    </message>
    <message>
        <source>Open the document</source>
        <translation>打开单据</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>驳回</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>批准</translation>
    </message>
</context>
<context>
    <name>ApprovalRow</name>
    <message>
        <source>%1 off</source>
        <translation>优惠 %1</translation>
    </message>
</context>
<context>
    <name>ApprovalsPage</name>
    <message>
        <source>Approvals</source>
        <translation>审批</translation>
    </message>
    <message>
        <source>Which approvals</source>
        <translation>显示哪些审批</translation>
    </message>
    <message>
        <source>To decide</source>
        <translation>待审批</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>已审批</translation>
    </message>
    <message>
        <source>Nothing waits for you</source>
        <translation>没有待您审批的申请</translation>
    </message>
    <message>
        <source>Nothing decided yet</source>
        <translation>还没有审批记录</translation>
    </message>
    <message>
        <source>When a quote goes beyond its author&apos;s limit, the question appears here.</source>
        <translation>报价超出制单人的折扣权限时，申请会出现在这里。</translation>
    </message>
</context>
<context>
    <name>AskApprovalSheet</name>
    <message>
        <source>Ask for approval</source>
        <translation>申请审批</translation>
    </message>
    <message>
        <source>Why this customer should have it</source>
        <translation>为什么给这位客户</translation>
    </message>
    <message>
        <source>Your manager sees this with the quote.</source>
        <translation>经理会和报价一起看到。</translation>
    </message>
    <message>
        <source>The quote waits until your manager has decided. You can take it back meanwhile.</source>
        <translation>经理审批前报价处于等待状态，期间可以撤回。</translation>
    </message>
    <message>
        <source>Ask my manager</source>
        <translation>提交经理审批</translation>
    </message>
</context>
<context>
    <name>AttentionCard</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Whoever is responsible for it now decides whether it takes effect. You need not do anything.</source>
        <translation>是否生效由现在的负责人决定，您无需操作。</translation>
    </message>
    <message>
        <source>What you typed</source>
        <translation>您填写的内容</translation>
    </message>
    <message>
        <source>Open and edit</source>
        <translation>打开并修改</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>移出列表</translation>
    </message>
    <message>
        <source>Let it go</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Taken over</source>
        <translation>已接手</translation>
    </message>
    <message>
        <source>Taken over by %1</source>
        <translation>已由%1接手</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>已驳回</translation>
    </message>
    <message>
        <source>Declined by %1</source>
        <translation>已由%1驳回</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
</context>
<context>
    <name>AttentionPage</name>
    <message>
        <source>Needs attention</source>
        <translation>需处理</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) took no effect</source>
        <translation>
            <numerusform>%n 项修改未生效</numerusform>
        </translation>
    </message>
    <message>
        <source>It waits to be sent again</source>
        <translation>已重新加入待发送</translation>
    </message>
    <message>
        <source>Taken off the list</source>
        <translation>已移出列表</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Nothing needs your attention</source>
        <translation>没有需要处理的事项</translation>
    </message>
    <message>
        <source>If the server refuses a change, it is kept here with what you typed.</source>
        <translation>如果服务器拒绝某项修改，您填写的内容会保留在这里。</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>BottomBar</name>
    <message>
        <source>Main places</source>
        <translation>主要页面</translation>
    </message>
</context>
<context>
    <name>Button</name>
    <message>
        <source>Working</source>
        <translation>进行中</translation>
    </message>
</context>
<context>
    <name>CameraPage</name>
    <message>
        <source>Take a photo</source>
        <translation>拍照</translation>
    </message>
    <message>
        <source>No camera here</source>
        <translation>此设备没有相机</translation>
    </message>
    <message>
        <source>Choose photos that are on this device instead.</source>
        <translation>请改为选择本设备上的照片。</translation>
    </message>
    <message>
        <source>Choose photos</source>
        <translation>选择照片</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) taken</source>
        <translation>
            <numerusform>已拍 %n 张</numerusform>
        </translation>
    </message>
    <message>
        <source>Take</source>
        <translation>拍摄</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>ChangePasswordPage</name>
    <message>
        <source>Password changed</source>
        <translation>密码已修改</translation>
    </message>
    <message>
        <source>Change password</source>
        <translation>修改密码</translation>
    </message>
    <message>
        <source>The password can be changed only with a connection.</source>
        <translation>联网后才能修改密码。</translation>
    </message>
    <message>
        <source>Present password</source>
        <translation>当前密码</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>At least 8 characters, better 15. A sentence is easy to remember and hard to guess.</source>
        <translation>至少 8 个字符，最好 15 个。一句话好记又难猜。</translation>
    </message>
    <message>
        <source>New password again</source>
        <translation>再次输入新密码</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>两次输入不一致。</translation>
    </message>
    <message>
        <source>This is not your password.</source>
        <translation>这不是您的密码。</translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>Remove %1</source>
        <translation>移除%1</translation>
    </message>
</context>
<context>
    <name>ContactEditPage</name>
    <message>
        <source>New contact</source>
        <translation>新建联系人</translation>
    </message>
    <message>
        <source>Edit contact</source>
        <translation>编辑联系人</translation>
    </message>
    <message>
        <source>Save contact</source>
        <translation>保存联系人</translation>
    </message>
    <message>
        <source>Saved on this device</source>
        <translation>已保存在本机</translation>
    </message>
    <message>
        <source>Add phone</source>
        <translation>添加电话</translation>
    </message>
    <message>
        <source>Add mail</source>
        <translation>添加邮箱</translation>
    </message>
</context>
<context>
    <name>ContactPage</name>
    <message>
        <source>Contact</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>拨打</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>写邮件</translation>
    </message>
    <message>
        <source>This contact is not on this device</source>
        <translation>本机没有此联系人</translation>
    </message>
</context>
<context>
    <name>Countdown</name>
    <message>
        <source>Trying again now</source>
        <translation>正在重试</translation>
    </message>
    <message numerus="yes">
        <source>Next try in %n second(s)</source>
        <translation>
            <numerusform>%n 秒后重试</numerusform>
        </translation>
    </message>
    <message>
        <source>Next try in %1 min %2 s</source>
        <translation>%1 分 %2 秒后重试</translation>
    </message>
</context>
<context>
    <name>CustomerChoice</name>
    <message>
        <source>Search customers</source>
        <translation>搜索客户</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>Everybody&apos;s</source>
        <translation>所有人的</translation>
    </message>
    <message>
        <source>Nobody&apos;s</source>
        <translation>无负责人</translation>
    </message>
    <message>
        <source>Choose all %1 shown</source>
        <translation>全选当前 %1 个</translation>
    </message>
    <message>
        <source>Choose none</source>
        <translation>取消全选</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>No customers found</source>
        <translation>没有找到客户</translation>
    </message>
    <message>
        <source>Search for something else, or choose another owner.</source>
        <translation>换个关键词，或选择其他负责人。</translation>
    </message>
</context>
<context>
    <name>CustomerDetails</name>
    <message>
        <source>Nobody yet</source>
        <translation>暂无</translation>
    </message>
</context>
<context>
    <name>CustomerEditPage</name>
    <message>
        <source>New customer</source>
        <translation>新建客户</translation>
    </message>
    <message>
        <source>Edit customer</source>
        <translation>编辑客户</translation>
    </message>
    <message>
        <source>Save customer</source>
        <translation>保存客户</translation>
    </message>
    <message>
        <source>Saved on this device</source>
        <translation>已保存在本机</translation>
    </message>
    <message>
        <source>Add phone</source>
        <translation>添加电话</translation>
    </message>
    <message>
        <source>Add mail</source>
        <translation>添加邮箱</translation>
    </message>
    <message>
        <source>Business</source>
        <translation>业务</translation>
    </message>
    <message>
        <source>What they could buy in a year</source>
        <translation>预计年采购额</translation>
    </message>
</context>
<context>
    <name>CustomerFilter</name>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>Nobody&apos;s</source>
        <translation>无人负责</translation>
    </message>
    <message>
        <source>Tier %1</source>
        <translation>%1</translation>
    </message>
</context>
<context>
    <name>CustomerFilterSheet</name>
    <message>
        <source>Filter and sort</source>
        <translation>筛选与排序</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>排序方式</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Last contact, latest first</source>
        <translation>最近联系在前</translation>
    </message>
    <message>
        <source>Next follow-up, soonest first</source>
        <translation>最早跟进在前</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>CustomerHead</name>
    <message>
        <source>There are two versions of this customer</source>
        <translation>此客户有双版本</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Tier %1</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>拨打</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>邮件</translation>
    </message>
    <message>
        <source>Navigate</source>
        <translation>导航</translation>
    </message>
    <message>
        <source>Somebody else&apos;s work on this customer waits for your decision</source>
        <translation>他人对此客户的修改等待您决定</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>去决定</translation>
    </message>
</context>
<context>
    <name>CustomerHeader</name>
    <message>
        <source>Parts of the customer</source>
        <translation>客户的各部分</translation>
    </message>
</context>
<context>
    <name>CustomerLists</name>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>拜访</translation>
    </message>
    <message>
        <source>Quotes</source>
        <translation>报价</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>No contacts yet</source>
        <translation>暂无联系人</translation>
    </message>
    <message>
        <source>No visit planned</source>
        <translation>暂无拜访计划</translation>
    </message>
    <message>
        <source>Not visited yet</source>
        <translation>尚未拜访</translation>
    </message>
    <message>
        <source>No quotes yet</source>
        <translation>暂无报价</translation>
    </message>
    <message>
        <source>No orders yet</source>
        <translation>暂无订单</translation>
    </message>
    <message>
        <source>No tasks</source>
        <translation>暂无任务</translation>
    </message>
    <message>
        <source>New contact</source>
        <translation>新建联系人</translation>
    </message>
    <message>
        <source>Plan a visit</source>
        <translation>计划拜访</translation>
    </message>
    <message>
        <source>New quote</source>
        <translation>新建报价</translation>
    </message>
    <message>
        <source>New order</source>
        <translation>新建订单</translation>
    </message>
    <message>
        <source>New task</source>
        <translation>新建任务</translation>
    </message>
</context>
<context>
    <name>CustomerPage</name>
    <message>
        <source>Yours now, unless somebody was faster</source>
        <translation>已归您负责，除非他人抢先</translation>
    </message>
    <message>
        <source>Delete %1?</source>
        <translation>删除 %1？</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>The customer, with contacts, visits, quotes and orders, goes from every device.</source>
        <translation>该客户及其联系人、拜访、报价和订单将从所有设备上删除。</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Check in</source>
        <translation>签到</translation>
    </message>
    <message>
        <source>This customer is not on this device</source>
        <translation>本机没有此客户</translation>
    </message>
    <message>
        <source>It was deleted, or somebody else looks after it now.</source>
        <translation>可能已被删除，或已由他人负责。</translation>
    </message>
    <message>
        <source>Plan a visit</source>
        <translation>计划拜访</translation>
    </message>
    <message>
        <source>New quote</source>
        <translation>新建报价</translation>
    </message>
    <message>
        <source>New order</source>
        <translation>新建订单</translation>
    </message>
    <message>
        <source>New contact</source>
        <translation>新建联系人</translation>
    </message>
    <message>
        <source>New task</source>
        <translation>新建任务</translation>
    </message>
    <message>
        <source>Take this customer</source>
        <translation>认领此客户</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>移交</translation>
    </message>
</context>
<context>
    <name>CustomerPartRow</name>
    <message>
        <source>Visit</source>
        <translation>拜访</translation>
    </message>
    <message>
        <source>Still running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Mark as done</source>
        <translation>标记为完成</translation>
    </message>
</context>
<context>
    <name>CustomerPickerPage</name>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Name, pinyin, phone or city</source>
        <translation>名称、拼音、电话或城市</translation>
    </message>
    <message>
        <source>No customers here yet</source>
        <translation>还没有客户</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Try part of the name, its pinyin, or some digits of a phone number.</source>
        <translation>可以试试名称的一部分、拼音或电话中的几位数字。</translation>
    </message>
</context>
<context>
    <name>CustomerRow</name>
    <message>
        <source>Tier %1</source>
        <translation>%1</translation>
    </message>
</context>
<context>
    <name>CustomersPage</name>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Filter and sort</source>
        <translation>筛选与排序</translation>
    </message>
    <message>
        <source>New customer</source>
        <translation>新建客户</translation>
    </message>
    <message>
        <source>Name, city, phone, pinyin</source>
        <translation>名称、城市、电话、拼音</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message numerus="yes">
        <source>%n customer(s)</source>
        <translation>
            <numerusform>%n 个客户</numerusform>
        </translation>
    </message>
    <message>
        <source>No customer like this</source>
        <translation>没有符合的客户</translation>
    </message>
    <message>
        <source>No customers yet</source>
        <translation>暂无客户</translation>
    </message>
    <message>
        <source>Try fewer words, or take the filters away.</source>
        <translation>可减少关键词，或取消筛选。</translation>
    </message>
    <message>
        <source>Customers appear here after the first sync, or when you add one.</source>
        <translation>首次同步后或新建客户后将显示在此。</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Customers appear here after the first sync.</source>
        <translation>首次同步后，客户会显示在这里。</translation>
    </message>
</context>
<context>
    <name>DateField</name>
    <message>
        <source>Choose a day</source>
        <translation>选择日期</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
</context>
<context>
    <name>DateTimeField</name>
    <message>
        <source>Choose day and time</source>
        <translation>选择日期和时间</translation>
    </message>
</context>
<context>
    <name>DayOfPerson</name>
    <message numerus="yes">
        <source>%1, %n visit(s)</source>
        <translation>
            <numerusform>%1，%n 次拜访</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s)</source>
        <translation>
            <numerusform>%n 次拜访</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DayWords</name>
    <message>
        <source>Simulated position</source>
        <translation>模拟位置</translation>
    </message>
    <message>
        <source>Position unknown</source>
        <translation>位置未知</translation>
    </message>
    <message>
        <source>%1 away from the customer</source>
        <translation>距客户 %1</translation>
    </message>
    <message>
        <source>At the customer, %1</source>
        <translation>在客户处，%1</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>自 %1 起</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
</context>
<context>
    <name>DecisionForm</name>
    <message>
        <source>Approved</source>
        <translation>已批准</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>已驳回</translation>
    </message>
    <message>
        <source>By you</source>
        <translation>由您审批</translation>
    </message>
    <message>
        <source>By %1</source>
        <translation>由 %1 审批</translation>
    </message>
    <message>
        <source>Words for the rep</source>
        <translation>给销售的话</translation>
    </message>
    <message>
        <source>Not needed, but kind when you decline.</source>
        <translation>可不填；驳回时写上原因更好。</translation>
    </message>
    <message>
        <source>Somebody else decides about this.</source>
        <translation>该申请由其他人审批。</translation>
    </message>
</context>
<context>
    <name>DeclineSheet</name>
    <message>
        <source>Declined. %1 is told.</source>
        <translation>已驳回，%1会收到通知。</translation>
    </message>
    <message>
        <source>Decline this work?</source>
        <translation>驳回此修改？</translation>
    </message>
    <message>
        <source>It never takes effect. %1 is told, and keeps what was typed.</source>
        <translation>此修改不会生效。%1会收到通知，并保留所填内容。</translation>
    </message>
    <message>
        <source>Words for %1</source>
        <translation>给%1的留言</translation>
    </message>
    <message>
        <source>Not needed, but kind.</source>
        <translation>可不填，但最好说明原因。</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>驳回</translation>
    </message>
</context>
<context>
    <name>Dialog</name>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>DifferenceRow</name>
    <message>
        <source>Before: %1</source>
        <translation>原值：%1</translation>
    </message>
    <message>
        <source>Safe</source>
        <translation>建议</translation>
    </message>
</context>
<context>
    <name>DiscountCase</name>
    <message>
        <source>The discount</source>
        <translation>折扣</translation>
    </message>
    <message>
        <source>The rep&apos;s limit</source>
        <translation>销售权限</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Your limit</source>
        <translation>您的权限</translation>
    </message>
    <message>
        <source>%1 below what you may give alone</source>
        <translation>比您的权限低 %1</translation>
    </message>
    <message>
        <source>%1 beyond what you may give alone</source>
        <translation>超出您的权限 %1</translation>
    </message>
    <message>
        <source>At list price</source>
        <translation>按目录价</translation>
    </message>
    <message>
        <source>As quoted, before tax</source>
        <translation>报价金额（未税）</translation>
    </message>
    <message>
        <source>Given beyond the rep&apos;s limit</source>
        <translation>超出销售权限的让利</translation>
    </message>
</context>
<context>
    <name>DiscountGauge</name>
    <message>
        <source>Your discount</source>
        <translation>您给的折扣</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Beyond what you may give alone. Your manager is asked to agree before it can be issued.</source>
        <translation>超出您的折扣权限，发出前须经理批准。</translation>
    </message>
    <message>
        <source>Beyond what you may give alone. Write a quote and have it approved, then order from it.</source>
        <translation>超出您的折扣权限。请先写报价并获批准，再由报价生成订单。</translation>
    </message>
    <message>
        <source>%1 left; beyond it your manager must agree.</source>
        <translation>还剩 %1，超出后须经理批准。</translation>
    </message>
    <message>
        <source>Within what you may give alone.</source>
        <translation>在您的折扣权限内。</translation>
    </message>
    <message>
        <source>You may give up to %1 alone.</source>
        <translation>您最多可自行给 %1。</translation>
    </message>
</context>
<context>
    <name>DocumentEditPage</name>
    <message>
        <source>Not sold any more: %1</source>
        <translation>已停售：%1</translation>
    </message>
    <message>
        <source>%1 is removed.</source>
        <translation>已移除“%1”。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>明细</translation>
    </message>
    <message>
        <source>An empty quote</source>
        <translation>空白报价</translation>
    </message>
    <message>
        <source>An empty order</source>
        <translation>空白订单</translation>
    </message>
    <message>
        <source>Choose products from the catalogue beside.</source>
        <translation>请从旁边的产品目录中选择。</translation>
    </message>
    <message>
        <source>Add what the customer wants; prices are this customer&apos;s.</source>
        <translation>添加客户需要的产品，价格按该客户计算。</translation>
    </message>
    <message>
        <source>Add products</source>
        <translation>添加产品</translation>
    </message>
    <message>
        <source>Discount on everything</source>
        <translation>整单折扣</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Total: %1</source>
        <translation>合计：%1</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>DocumentHead</name>
    <message>
        <source>Total: %1</source>
        <translation>合计：%1</translation>
    </message>
</context>
<context>
    <name>DocumentLines</name>
    <message>
        <source>Item</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>单价</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>折扣</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>No lines yet</source>
        <translation>还没有明细</translation>
    </message>
</context>
<context>
    <name>DocumentRow</name>
    <message>
        <source>%1 · ERP %2</source>
        <translation>%1 · ERP %2</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>status · day</comment>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>DocumentTotals</name>
    <message>
        <source>There is no total while a line is wrong.</source>
        <translation>有明细出错，无法合计。</translation>
    </message>
    <message>
        <source>At list price</source>
        <translation>按标价</translation>
    </message>
    <message>
        <source>Discounts (%1)</source>
        <translation>折扣（%1）</translation>
    </message>
    <message>
        <source>Net</source>
        <translation>未税金额</translation>
    </message>
    <message>
        <source>Tax %1 on %2</source>
        <translation>税 %1（基数 %2）</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
</context>
<context>
    <name>DocumentWords</name>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Awaiting approval</source>
        <translation>待审批</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>已批准</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>未批准</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>已发出</translation>
    </message>
    <message>
        <source>Ordered</source>
        <translation>已下单</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>已丢失</translation>
    </message>
    <message>
        <source>Replaced</source>
        <translation>已被替代</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>已提交</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>Shipped</source>
        <translation>已发货</translation>
    </message>
    <message>
        <source>Invoiced</source>
        <translation>已开票</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
</context>
<context>
    <name>EnrolPage</name>
    <message>
        <source>Set up this device</source>
        <translation>设置本设备</translation>
    </message>
    <message>
        <source>Your administrator gave you a code, printed or as a file. Paste or type it here; it works once.</source>
        <translation>管理员会给您一个注册码（打印件或文件）。请粘贴或输入到这里；只能使用一次。</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>注册码</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Your name, as the administrator entered it</source>
        <translation>您的姓名（与管理员登记的一致）</translation>
    </message>
    <message>
        <source>Your password</source>
        <translation>您的密码</translation>
    </message>
    <message>
        <source>Nothing was lost: try again when there is a connection.</source>
        <translation>没有丢失任何内容，联网后请重试。</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>完成设置</translation>
    </message>
    <message>
        <source>This code was made for somebody else.</source>
        <translation>此代码是为别人生成的。</translation>
    </message>
    <message>
        <source>This is not your password.</source>
        <translation>这不是您的密码。</translation>
    </message>
</context>
<context>
    <name>ErrorState</name>
    <message>
        <source>This did not work</source>
        <translation>操作未成功</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>EverythingFound</name>
    <message>
        <source>Nothing found for “%1”</source>
        <translation>未找到“%1”</translation>
    </message>
    <message>
        <source>Try a part of the name, the town, a phone number, or pinyin.</source>
        <translation>可尝试名称的一部分、城市、电话号码或拼音。</translation>
    </message>
</context>
<context>
    <name>FieldButton</name>
    <message>
        <source>Clear %1</source>
        <translation>清除%1</translation>
    </message>
</context>
<context>
    <name>FieldFrame</name>
    <message>
        <source>%1 (required)</source>
        <translation>%1（必填）</translation>
    </message>
</context>
<context>
    <name>FieldText</name>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>FollowUpField</name>
    <message>
        <source>Tomorrow</source>
        <translation>明天</translation>
    </message>
    <message>
        <source>In a week</source>
        <translation>一周后</translation>
    </message>
    <message>
        <source>In two weeks</source>
        <translation>两周后</translation>
    </message>
    <message>
        <source>In a month</source>
        <translation>一个月后</translation>
    </message>
    <message>
        <source>Follow up on</source>
        <translation>下次跟进</translation>
    </message>
    <message>
        <source>Another day</source>
        <translation>其他日期</translation>
    </message>
</context>
<context>
    <name>FreezeDialog</name>
    <message>
        <source>Submit this order?</source>
        <translation>提交此订单？</translation>
    </message>
    <message>
        <source>Issue this quote?</source>
        <translation>发出此报价？</translation>
    </message>
    <message>
        <source>It goes to the back office and can no longer be changed here. This stays as it is:</source>
        <translation>订单将交给后台，之后无法在此修改。以下内容将固定：</translation>
    </message>
    <message>
        <source>It is the customer&apos;s from now on. A change will be a new revision. This stays as it is:</source>
        <translation>报价从此交给客户，修改须另建新版本。以下内容将固定：</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) with their prices and discounts</source>
        <translation>
            <numerusform>%n 条明细及其价格和折扣</numerusform>
        </translation>
    </message>
    <message>
        <source>The total of %1</source>
        <translation>合计 %1</translation>
    </message>
    <message>
        <source>Delivery and notes</source>
        <translation>交货和备注</translation>
    </message>
    <message>
        <source>Terms and validity</source>
        <translation>条款和有效期</translation>
    </message>
    <message>
        <source>Submit order</source>
        <translation>提交订单</translation>
    </message>
    <message>
        <source>Issue quote</source>
        <translation>发出报价</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>暂不</translation>
    </message>
</context>
<context>
    <name>Handover</name>
    <message numerus="yes">
        <source>Hand over %n customer(s)</source>
        <translation>
            <numerusform>移交 %n 个客户</numerusform>
        </translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>移交</translation>
    </message>
    <message numerus="yes">
        <source>%n customer(s)</source>
        <translation>
            <numerusform>%n 个客户</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s)</source>
        <translation>
            <numerusform>%n 次拜访</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n quote(s) and order(s)</source>
        <translation>
            <numerusform>%n 份报价和订单</numerusform>
        </translation>
    </message>
    <message>
        <source>Hand over to %1?</source>
        <translation>移交给 %1？</translation>
    </message>
    <message>
        <source>They disappear from their owners&apos; devices with the next sync.</source>
        <translation>下次同步后，这些客户将从原负责人的设备上消失。</translation>
    </message>
    <message>
        <source>New owner</source>
        <translation>新负责人</translation>
    </message>
    <message>
        <source>Choose a person</source>
        <translation>选择人员</translation>
    </message>
    <message>
        <source>What moves</source>
        <translation>移交内容</translation>
    </message>
    <message>
        <source>Choose customers to see what goes with them.</source>
        <translation>选择客户后可查看一并移交的内容。</translation>
    </message>
    <message>
        <source>What they have typed but not sent yet is not lost: it arrives later and waits for the new owner&apos;s decision.</source>
        <translation>他们已输入但尚未发送的内容不会丢失：稍后送达，并等待新负责人决定。</translation>
    </message>
    <message>
        <source>%1: newest visit received %2</source>
        <translation>%1：最近收到的拜访 %2</translation>
    </message>
    <message>
        <source>%1: no visit received yet</source>
        <translation>%1：尚未收到拜访</translation>
    </message>
</context>
<context>
    <name>HeldCard</name>
    <message>
        <source>Somebody</source>
        <translation>某人</translation>
    </message>
    <message>
        <source>New: %1</source>
        <translation>新建：%1</translation>
    </message>
    <message>
        <source>Deleted: %1</source>
        <translation>删除：%1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>These belong together: you decide about all of them at once.</source>
        <translation>这些修改属于一组，需一并决定。</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>接手</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>驳回</translation>
    </message>
</context>
<context>
    <name>HeldPart</name>
    <message>
        <source>Empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>Now: %1</source>
        <translation>现值：%1</translation>
    </message>
</context>
<context>
    <name>HeldWorkPage</name>
    <message>
        <source>Held work</source>
        <translation>搁置的修改</translation>
    </message>
    <message numerus="yes">
        <source>%n decision(s) for you</source>
        <translation>
            <numerusform>有 %n 项等待您决定</numerusform>
        </translation>
    </message>
    <message>
        <source>Taken over. %1 is told.</source>
        <translation>已接手，%1会收到通知。</translation>
    </message>
    <message>
        <source>Nothing waits for your decision</source>
        <translation>没有等待您决定的修改</translation>
    </message>
    <message>
        <source>When somebody changes without network what became yours meanwhile, it waits here instead of taking effect.</source>
        <translation>他人离线时修改了已转给您的内容，这些修改会先放在这里，不会直接生效。</translation>
    </message>
</context>
<context>
    <name>ItemsField</name>
    <message>
        <source>Kind of number</source>
        <translation>号码类型</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>LineCard</name>
    <message>
        <source>%1 each</source>
        <translation>单价 %1</translation>
    </message>
    <message>
        <source>Price list −%1</source>
        <translation>价目表 −%1</translation>
    </message>
    <message>
        <source>You −%1</source>
        <translation>您 −%1</translation>
    </message>
    <message>
        <source>List price %1</source>
        <translation>标价 %1</translation>
    </message>
    <message>
        <source>Quantity of %1</source>
        <translation>“%1”的数量</translation>
    </message>
    <message>
        <source>Discount and price of %1</source>
        <translation>“%1”的折扣和价格</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>移除“%1”</translation>
    </message>
</context>
<context>
    <name>LineSheet</name>
    <message>
        <source>Your discount on this line</source>
        <translation>此行折扣</translation>
    </message>
    <message>
        <source>Price each</source>
        <translation>单价</translation>
    </message>
    <message>
        <source>List price %1</source>
        <translation>标价 %1</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Fieldfare</source>
        <translation>Fieldfare</translation>
    </message>
</context>
<context>
    <name>MonthView</name>
    <message>
        <source>Month before</source>
        <translation>上个月</translation>
    </message>
    <message>
        <source>Month after</source>
        <translation>下个月</translation>
    </message>
</context>
<context>
    <name>MorePage</name>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Sending and receiving</source>
        <translation>发送与接收</translation>
    </message>
    <message>
        <source>Last sync %1</source>
        <translation>最近同步 %1</translation>
    </message>
    <message>
        <source>Not synced yet</source>
        <translation>尚未同步</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>待发送</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>需处理</translation>
    </message>
    <message>
        <source>Two versions</source>
        <translation>双版本</translation>
    </message>
    <message>
        <source>Hand over customers</source>
        <translation>移交客户</translation>
    </message>
    <message>
        <source>Quotes and orders</source>
        <translation>报价与订单</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>About Fieldfare</source>
        <translation>关于 Fieldfare</translation>
    </message>
    <message>
        <source>Held work</source>
        <translation>搁置的修改</translation>
    </message>
</context>
<context>
    <name>NextVisit</name>
    <message>
        <source>You are at</source>
        <translation>您正在</translation>
    </message>
    <message>
        <source>Next visit</source>
        <translation>下一次拜访</translation>
    </message>
    <message>
        <source>Since %1</source>
        <translation>%1 开始</translation>
    </message>
    <message>
        <source>Continue the visit</source>
        <translation>继续拜访</translation>
    </message>
    <message>
        <source>Check in</source>
        <translation>签到</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Which visit is next</source>
        <translation>下一次拜访的选择方式</translation>
    </message>
    <message>
        <source>By time</source>
        <translation>按时间</translation>
    </message>
    <message>
        <source>Nearest</source>
        <translation>按距离</translation>
    </message>
    <message>
        <source>Navigate</source>
        <translation>导航</translation>
    </message>
</context>
<context>
    <name>NumberField</name>
    <message>
        <source>“%1” is not a number</source>
        <translation>“%1”不是数字</translation>
    </message>
    <message>
        <source>At least %1</source>
        <translation>最小为 %1</translation>
    </message>
    <message>
        <source>At most %1</source>
        <translation>最大为 %1</translation>
    </message>
</context>
<context>
    <name>OfflineBanner</name>
    <message>
        <source>Working offline, saved on this device</source>
        <translation>离线工作中，已保存在本设备</translation>
    </message>
</context>
<context>
    <name>OptionSheet</name>
    <message>
        <source>Nothing matches “%1”.</source>
        <translation>没有与“%1”匹配的内容。</translation>
    </message>
</context>
<context>
    <name>OrderEditPage</name>
    <message>
        <source>Change order</source>
        <translation>修改订单</translation>
    </message>
    <message>
        <source>Order again</source>
        <translation>再次订购</translation>
    </message>
    <message>
        <source>New order</source>
        <translation>新订单</translation>
    </message>
    <message>
        <source>Wished delivery</source>
        <translation>期望交货</translation>
    </message>
    <message>
        <source>Notes for the back office</source>
        <translation>给后台的备注</translation>
    </message>
</context>
<context>
    <name>OrderPage</name>
    <message>
        <source>Order</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>%1 is submitted.</source>
        <translation>%1 已提交。</translation>
    </message>
    <message>
        <source>Cancel this draft?</source>
        <translation>取消此草稿？</translation>
    </message>
    <message>
        <source>Cancel the order</source>
        <translation>取消订单</translation>
    </message>
    <message>
        <source>It was not sent to the back office. It stays readable and can be ordered again.</source>
        <translation>它尚未交给后台。取消后仍可查看，也可再次订购。</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Changes from %1 are not saved yet.</source>
        <translation>%1 的修改还没有保存。</translation>
    </message>
    <message>
        <source>Go on editing</source>
        <translation>继续编辑</translation>
    </message>
    <message>
        <source>This order is not here any more</source>
        <translation>此订单已不在这里</translation>
    </message>
    <message>
        <source>It was removed, or its customer is somebody else&apos;s now.</source>
        <translation>它已被删除，或客户已转给他人。</translation>
    </message>
    <message>
        <source>Wished delivery</source>
        <translation>期望交货</translation>
    </message>
    <message>
        <source>Deliver to</source>
        <translation>送货地址</translation>
    </message>
    <message>
        <source>The customer&apos;s address</source>
        <translation>客户地址</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Written by</source>
        <translation>制单人</translation>
    </message>
    <message>
        <source>From quote %1</source>
        <translation>来自报价 %1</translation>
    </message>
    <message>
        <source>Submit order</source>
        <translation>提交订单</translation>
    </message>
    <message>
        <source>Order again</source>
        <translation>再次订购</translation>
    </message>
    <message>
        <source>Share as PDF</source>
        <translation>以 PDF 分享</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>另存为 PDF</translation>
    </message>
</context>
<context>
    <name>OrderProgress</name>
    <message>
        <source>On this device; it goes to the back office with the next sync</source>
        <translation>已保存在本设备，下次同步时发送给内勤</translation>
    </message>
    <message>
        <source>Not submitted yet: only you and your manager see it.</source>
        <translation>尚未提交，只有您和经理能看到。</translation>
    </message>
    <message>
        <source>%1: not yet</source>
        <translation>%1：尚未</translation>
    </message>
</context>
<context>
    <name>OutboxCard</name>
    <message numerus="yes">
        <source>Tried %n time(s), no answer yet</source>
        <translation>
            <numerusform>已尝试 %n 次，尚未收到答复</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>OutboxPage</name>
    <message>
        <source>Waiting to be sent</source>
        <translation>待发送</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s), all saved on this device</source>
        <translation>
            <numerusform>%n 项修改，均已保存在本设备</numerusform>
        </translation>
    </message>
    <message>
        <source>Discard this change?</source>
        <translation>放弃这项修改？</translation>
    </message>
    <message>
        <source>%1: what you changed is taken back on this device and never sent.</source>
        <translation>%1：您的修改将在本设备上撤回，不会发送。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Change discarded</source>
        <translation>已放弃修改</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Nothing waits to be sent</source>
        <translation>没有待发送的修改</translation>
    </message>
    <message>
        <source>The server acknowledged everything, last at %1.</source>
        <translation>服务器已全部确认，最近一次是 %1。</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>发送中</translation>
    </message>
    <message>
        <source>Send all now</source>
        <translation>立即全部发送</translation>
    </message>
</context>
<context>
    <name>OutcomeChips</name>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
</context>
<context>
    <name>Papers</name>
    <message>
        <source>No app here opens a PDF.</source>
        <translation>此设备上没有可打开 PDF 的应用。</translation>
    </message>
    <message>
        <source>Save it</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>PeopleView</name>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Nobody sells here yet</source>
        <translation>这里还没有销售人员</translation>
    </message>
    <message>
        <source>Whoever administers your organisation adds people.</source>
        <translation>人员由贵组织的管理员添加。</translation>
    </message>
</context>
<context>
    <name>PersonRow</name>
    <message numerus="yes">
        <source>%n customer(s)</source>
        <translation>
            <numerusform>%n 个客户</numerusform>
        </translation>
    </message>
    <message>
        <source>Newest visit received: %1</source>
        <translation>最近收到的拜访：%1</translation>
    </message>
    <message>
        <source>No visit received yet</source>
        <translation>尚未收到拜访</translation>
    </message>
    <message>
        <source>%1 of %2 visits</source>
        <translation>拜访 %1 / %2</translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s)</source>
        <translation>
            <numerusform>%n 次拜访</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PhotoPage</name>
    <message>
        <source>Photo %1 of %2</source>
        <translation>照片 %1/%2</translation>
    </message>
    <message>
        <source>Remove this photo?</source>
        <translation>移除这张照片？</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>It goes from the visit. What was sent already stays with the server.</source>
        <translation>照片会从拜访中移除，已发送的仍保留在服务器。</translation>
    </message>
    <message>
        <source>Not on this device</source>
        <translation>不在本机</translation>
    </message>
    <message>
        <source>It comes when the device is online.</source>
        <translation>联网后会下载。</translation>
    </message>
</context>
<context>
    <name>PhotoPickerPage</name>
    <message>
        <source>Add photos</source>
        <translation>添加照片</translation>
    </message>
    <message>
        <source>Folder above</source>
        <translation>上级文件夹</translation>
    </message>
    <message>
        <source>Take a photo</source>
        <translation>拍照</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>已选</translation>
    </message>
    <message>
        <source>No pictures in this folder</source>
        <translation>此文件夹中没有图片</translation>
    </message>
    <message>
        <source>Take one, or look in the folder above.</source>
        <translation>拍一张，或查看上级文件夹。</translation>
    </message>
    <message>
        <source>Choose photos</source>
        <translation>选择照片</translation>
    </message>
    <message numerus="yes">
        <source>Add %n photo(s)</source>
        <translation>
            <numerusform>添加 %n 张照片</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PhotoSheet</name>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Photo of the visit</source>
        <translation>拜访照片</translation>
    </message>
</context>
<context>
    <name>PhotoStrip</name>
    <message>
        <source>Sending</source>
        <translation>发送中</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>Not on this device</source>
        <translation>不在本设备上</translation>
    </message>
    <message>
        <source>On this device</source>
        <translation>在本设备上</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Photo %1, %2</source>
        <translation>照片 %1，%2</translation>
    </message>
    <message>
        <source>Add photo</source>
        <translation>添加照片</translation>
    </message>
</context>
<context>
    <name>PlacePanel</name>
    <message>
        <source>Good position</source>
        <translation>定位良好</translation>
    </message>
    <message>
        <source>Fair position</source>
        <translation>定位一般</translation>
    </message>
    <message>
        <source>Poor position</source>
        <translation>定位较差</translation>
    </message>
    <message>
        <source>Looking for the position</source>
        <translation>正在定位</translation>
    </message>
    <message>
        <source>Position unknown</source>
        <translation>位置未知</translation>
    </message>
    <message>
        <source>%1, within %2</source>
        <translation>%1，误差 %2</translation>
    </message>
    <message>
        <source>%1 from the customer</source>
        <translation>距客户 %1</translation>
    </message>
    <message>
        <source>You can check in now; nothing waits for the position.</source>
        <translation>现在就可以签到，无需等待定位。</translation>
    </message>
</context>
<context>
    <name>PlaceStack</name>
    <message>
        <source>Nothing chosen</source>
        <translation>未选择</translation>
    </message>
    <message>
        <source>Choose something from the list to see it here.</source>
        <translation>从列表中选择一项，在这里查看。</translation>
    </message>
</context>
<context>
    <name>PlanCard</name>
    <message>
        <source>Check in</source>
        <translation>签到</translation>
    </message>
    <message>
        <source>Check in at %1</source>
        <translation>在“%1”签到</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>改期</translation>
    </message>
    <message>
        <source>Move the visit at %1</source>
        <translation>“%1”的拜访改期</translation>
    </message>
</context>
<context>
    <name>PlanVisitPage</name>
    <message>
        <source>Plan a visit</source>
        <translation>计划拜访</translation>
    </message>
    <message>
        <source>Planned visit</source>
        <translation>计划的拜访</translation>
    </message>
    <message>
        <source>The visit is planned.</source>
        <translation>拜访已计划。</translation>
    </message>
    <message>
        <source>Cancel this visit?</source>
        <translation>取消这次拜访？</translation>
    </message>
    <message>
        <source>Cancel the visit</source>
        <translation>取消拜访</translation>
    </message>
    <message>
        <source>%1 on %2 is taken off the plan.</source>
        <translation>将从计划中移除：%1，%2。</translation>
    </message>
    <message>
        <source>Day and time</source>
        <translation>日期和时间</translation>
    </message>
    <message>
        <source>This visit was made.</source>
        <translation>此拜访已完成。</translation>
    </message>
    <message>
        <source>This visit is off the plan.</source>
        <translation>此拜访已不在计划中。</translation>
    </message>
    <message>
        <source>Plan it</source>
        <translation>确定计划</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Check in</source>
        <translation>签到</translation>
    </message>
</context>
<context>
    <name>PositionField</name>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>I am there now</source>
        <translation>我在这里</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>清除</translation>
    </message>
</context>
<context>
    <name>ProductCatalogue</name>
    <message>
        <source>Name, pinyin, number or barcode</source>
        <translation>名称、拼音、编号或条码</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>No such product</source>
        <translation>没有这种产品</translation>
    </message>
    <message>
        <source>Try part of the name, its pinyin, the number or the barcode.</source>
        <translation>可以试试名称的一部分、拼音、编号或条码。</translation>
    </message>
</context>
<context>
    <name>ProductPickerPage</name>
    <message>
        <source>Add products</source>
        <translation>添加产品</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n 条明细</numerusform>
        </translation>
    </message>
    <message>
        <source>Total: %1</source>
        <translation>合计：%1</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>ProductRow</name>
    <message>
        <source>No price</source>
        <translation>无价格</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <comment>price per unit</comment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>添加“%1”</translation>
    </message>
    <message>
        <source>Quantity of %1</source>
        <translation>“%1”的数量</translation>
    </message>
    <message>
        <source>%1 −%2</source>
        <comment>price and discount</comment>
        <translation>%1 −%2</translation>
    </message>
    <message>
        <source>from %1: −%2</source>
        <translation>满 %1：−%2</translation>
    </message>
    <message>
        <source>%1 in stock</source>
        <translation>库存 %1</translation>
    </message>
    <message>
        <source>out of stock</source>
        <translation>无库存</translation>
    </message>
</context>
<context>
    <name>QuoteEditPage</name>
    <message>
        <source>Change quote</source>
        <translation>修改报价</translation>
    </message>
    <message>
        <source>New quote</source>
        <translation>新报价</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>条款</translation>
    </message>
    <message>
        <source>Delivery, payment and what else is agreed</source>
        <translation>交货、付款及其他约定</translation>
    </message>
</context>
<context>
    <name>QuotePage</name>
    <message>
        <source>Quote</source>
        <translation>报价</translation>
    </message>
    <message>
        <source>Ask for approval</source>
        <translation>申请审批</translation>
    </message>
    <message>
        <source>Issue quote</source>
        <translation>发出报价</translation>
    </message>
    <message>
        <source>Take back and change</source>
        <translation>撤回并修改</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Make the order</source>
        <translation>生成订单</translation>
    </message>
    <message>
        <source>Open the order</source>
        <translation>打开订单</translation>
    </message>
    <message>
        <source>Use as a new quote</source>
        <translation>用作新报价</translation>
    </message>
    <message>
        <source>Share as PDF</source>
        <translation>以 PDF 分享</translation>
    </message>
    <message>
        <source>What the customer sees</source>
        <translation>客户看到的样子</translation>
    </message>
    <message>
        <source>Revise</source>
        <translation>修订</translation>
    </message>
    <message>
        <source>A new revision; this one stands until then</source>
        <translation>新版本；在此之前本版本有效</translation>
    </message>
    <message>
        <source>Mark as lost</source>
        <translation>标记为丢失</translation>
    </message>
    <message>
        <source>%1 is issued.</source>
        <translation>%1 已发出。</translation>
    </message>
    <message>
        <source>Make the order?</source>
        <translation>生成订单？</translation>
    </message>
    <message>
        <source>%1 for %2 is submitted as an order. The quote and the order can no longer be changed here.</source>
        <translation>将 %2 的 %1 作为订单提交，之后报价和订单都无法在此修改。</translation>
    </message>
    <message>
        <source>Mark %1 as lost?</source>
        <translation>将 %1 标记为丢失？</translation>
    </message>
    <message>
        <source>It stays readable. It can be used as a new quote later.</source>
        <translation>仍可查看，以后也可用作新报价。</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Changes from %1 are not saved yet.</source>
        <translation>%1 的修改还没有保存。</translation>
    </message>
    <message>
        <source>Go on editing</source>
        <translation>继续编辑</translation>
    </message>
    <message>
        <source>This quote is not here any more</source>
        <translation>此报价已不在这里</translation>
    </message>
    <message>
        <source>It was removed, or its customer is somebody else&apos;s now.</source>
        <translation>它已被删除，或客户已转给他人。</translation>
    </message>
    <message>
        <source>Order %1</source>
        <translation>订单 %1</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>条款</translation>
    </message>
    <message>
        <source>Written by</source>
        <translation>制单人</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>已发出</translation>
    </message>
    <message>
        <source>Revises %1</source>
        <translation>修订自 %1</translation>
    </message>
    <message>
        <source>Your manager is asked as soon as this is sent.</source>
        <translation>发送后经理即会收到申请。</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>另存为 PDF</translation>
    </message>
    <message>
        <source>Among the downloads of this device</source>
        <translation>保存在此设备的“下载”中</translation>
    </message>
</context>
<context>
    <name>RatingField</name>
    <message>
        <source>Rating</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>%1 of 5 stars</source>
        <translation>%1 星（共 5 星）</translation>
    </message>
</context>
<context>
    <name>Reach</name>
    <message>
        <source>No app here makes calls: %1</source>
        <translation>此设备上没有可拨打电话的应用：%1</translation>
    </message>
    <message>
        <source>No app here writes mails: %1</source>
        <translation>此设备上没有可发送邮件的应用：%1</translation>
    </message>
    <message>
        <source>No app here shows the way: %1</source>
        <translation>此设备上没有可导航的应用：%1</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>ReassignPage</name>
    <message>
        <source>Hand over customers</source>
        <translation>移交客户</translation>
    </message>
    <message numerus="yes">
        <source>%n customer(s) chosen</source>
        <translation>
            <numerusform>已选 %n 个客户</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n customer(s) handed over</source>
        <translation>
            <numerusform>已移交 %n 个客户</numerusform>
        </translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Choose the new owner</source>
        <translation>选择新负责人</translation>
    </message>
</context>
<context>
    <name>RecordField</name>
    <message>
        <source>Choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Nothing to choose</source>
        <translation>没有可选项</translation>
    </message>
</context>
<context>
    <name>RecordFormPage</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Discard what was typed</source>
        <translation>放弃已输入的内容</translation>
    </message>
    <message>
        <source>Discard what was typed?</source>
        <translation>放弃已输入的内容？</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Only who looks after this may change it.</source>
        <translation>只有负责人可以更改。</translation>
    </message>
</context>
<context>
    <name>RecoveredBanner</name>
    <message>
        <source>Recovered draft from %1</source>
        <translation>已恢复 %1 的草稿</translation>
    </message>
    <message>
        <source>This was typed but not saved.</source>
        <translation>这些内容已填写但尚未保存。</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
</context>
<context>
    <name>RescheduleSheet</name>
    <message>
        <source>An hour later</source>
        <translation>推迟一小时</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>明天</translation>
    </message>
    <message>
        <source>In two days</source>
        <translation>两天后</translation>
    </message>
    <message>
        <source>In a week</source>
        <translation>一周后</translation>
    </message>
    <message>
        <source>Moved to %1.</source>
        <translation>已改到 %1。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Move the visit</source>
        <translation>拜访改期</translation>
    </message>
    <message>
        <source>%1, now %2</source>
        <translation>%1，现为 %2</translation>
    </message>
    <message>
        <source>Another day or time</source>
        <translation>其他日期或时间</translation>
    </message>
</context>
<context>
    <name>RescueBanner</name>
    <message>
        <source>The data on this device was damaged and comes from the server again.</source>
        <translation>本机数据曾损坏，正从服务器重新获取。</translation>
    </message>
    <message numerus="yes">
        <source>Nothing you did was lost: %n unsent change(s) were saved.</source>
        <translation>
            <numerusform>您的工作没有丢失：已保存 %n 项未发送的更改。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unsent change(s) could be saved. Look whether your last ones are there.</source>
        <translation>
            <numerusform>已保存 %n 项未发送的更改，请检查最近的更改是否都在。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewFacts</name>
    <message>
        <source>Arrived late</source>
        <translation>迟到</translation>
    </message>
    <message>
        <source>Planned for</source>
        <translation>计划时间</translation>
    </message>
    <message>
        <source>Not planned</source>
        <translation>未计划</translation>
    </message>
    <message>
        <source>There</source>
        <translation>在场时间</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Open customer</source>
        <translation>打开客户</translation>
    </message>
</context>
<context>
    <name>ReviewForm</name>
    <message>
        <source>Reviewed on %1</source>
        <translation>%1 已点评</translation>
    </message>
    <message>
        <source>Your review</source>
        <translation>您的点评</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Comment for the rep</source>
        <translation>给销售的意见</translation>
    </message>
</context>
<context>
    <name>SalesPage</name>
    <message>
        <source>Sales</source>
        <translation>销售</translation>
    </message>
    <message>
        <source>Quote for</source>
        <translation>报价客户</translation>
    </message>
    <message>
        <source>Order for</source>
        <translation>订单客户</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Quotes</source>
        <translation>报价</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Number of the quote</source>
        <translation>报价编号</translation>
    </message>
    <message>
        <source>Number of the order or in the ERP</source>
        <translation>订单编号或 ERP 编号</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>None in this state</source>
        <translation>没有此状态的单据</translation>
    </message>
    <message>
        <source>No quotes yet</source>
        <translation>还没有报价</translation>
    </message>
    <message>
        <source>No orders yet</source>
        <translation>还没有订单</translation>
    </message>
    <message>
        <source>A quote can be written without a network; it is sent when there is one.</source>
        <translation>没有网络也可以写报价，联网后发送。</translation>
    </message>
    <message>
        <source>An order can be written without a network; it is sent when there is one.</source>
        <translation>没有网络也可以写订单，联网后发送。</translation>
    </message>
    <message>
        <source>New quote</source>
        <translation>新报价</translation>
    </message>
    <message>
        <source>New order</source>
        <translation>新订单</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
</context>
<context>
    <name>SelectField</name>
    <message>
        <source>Choose</source>
        <translation>请选择</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>As the device</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Sunlight</source>
        <translation>强光</translation>
    </message>
    <message>
        <source>Strongest contrast, for outdoors</source>
        <translation>对比度最高，适合户外</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Left-handed</source>
        <translation>左手模式</translation>
    </message>
    <message>
        <source>Buttons under the left thumb</source>
        <translation>按钮放在左手拇指处</translation>
    </message>
    <message>
        <source>Photos on Wi-Fi only</source>
        <translation>仅在 Wi-Fi 下发送照片</translation>
    </message>
    <message>
        <source>Text is always sent at once; photos wait for Wi-Fi</source>
        <translation>文字始终立即发送；照片等待 Wi-Fi</translation>
    </message>
    <message>
        <source>Change password</source>
        <translation>修改密码</translation>
    </message>
    <message>
        <source>About Fieldfare</source>
        <translation>关于 Fieldfare</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) not sent yet</source>
        <translation>
            <numerusform>%n 项修改尚未发送</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>拜访</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>销售</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>审批</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>双版本</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
</context>
<context>
    <name>SideRail</name>
    <message>
        <source>Main places</source>
        <translation>主要页面</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Welcome back, %1</source>
        <translation>欢迎回来，%1</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) wait on this device to be sent. They are kept.</source>
        <translation>
            <numerusform>本设备上有 %n 项修改待发送，均已保留。</numerusform>
        </translation>
    </message>
    <message>
        <source>Your password</source>
        <translation>您的密码</translation>
    </message>
    <message>
        <source>This is not your password.</source>
        <translation>这不是您的密码。</translation>
    </message>
</context>
<context>
    <name>SignOutPage</name>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Everything was sent.</source>
        <translation>已全部发送。</translation>
    </message>
    <message>
        <source>Customers and documents stay on this device, locked, until you sign in again.</source>
        <translation>客户和单据会锁定保存在本设备上，直到您再次登录。</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) not sent yet</source>
        <translation>
            <numerusform>%n 项修改尚未发送</numerusform>
        </translation>
    </message>
    <message>
        <source>Signing out now would leave them behind. Send them, or save them to a file first.</source>
        <translation>现在退出会留下这些修改。请先发送，或保存到文件。</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>立即发送</translation>
    </message>
    <message>
        <source>See them</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Save to a file</source>
        <translation>保存到文件</translation>
    </message>
    <message>
        <source>The file is locked with words of your choice. Your administrator can bring it in.</source>
        <translation>文件由您设定的口令加密，管理员可以导入。</translation>
    </message>
    <message>
        <source>Words that lock the file</source>
        <translation>文件口令</translation>
    </message>
    <message>
        <source>At least 8 characters. Without them nobody can open it.</source>
        <translation>至少 8 个字符。没有口令，任何人都无法打开。</translation>
    </message>
    <message>
        <source>Saved to a file</source>
        <translation>已保存到文件</translation>
    </message>
    <message>
        <source>Sign out, leaving them</source>
        <translation>仍然退出</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) not sent yet</source>
        <translation>
            <numerusform>%n 张照片尚未发送</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SkeletonRow</name>
    <message>
        <source>Loading</source>
        <translation>加载中</translation>
    </message>
</context>
<context>
    <name>StateMark</name>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>待发送</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>搁置</translation>
    </message>
    <message>
        <source>Two versions</source>
        <translation>双版本</translation>
    </message>
</context>
<context>
    <name>StatusPill</name>
    <message numerus="yes">
        <source>%1, %n unsent</source>
        <translation>
            <numerusform>%1，%n 项待发送</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Stepper</name>
    <message>
        <source>Less: %1</source>
        <translation>减少：%1</translation>
    </message>
    <message>
        <source>More: %1</source>
        <translation>增加：%1</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>第 %1 步，共 %2 步：%3</translation>
    </message>
    <message>
        <source>All steps done</source>
        <translation>全部完成</translation>
    </message>
</context>
<context>
    <name>StoppedPage</name>
    <message>
        <source>This device was cleared</source>
        <translation>本设备已被清除</translation>
    </message>
    <message>
        <source>The data on this device is damaged</source>
        <translation>本设备上的数据已损坏</translation>
    </message>
    <message>
        <source>Your administrator had everything removed from it. To work here again, ask for a new code.</source>
        <translation>管理员已清除本设备上的全部数据。如需继续使用，请索取新的注册码。</translation>
    </message>
    <message>
        <source>What you had not sent yet is being saved aside. Then everything else comes from the server again.</source>
        <translation>正在另存您尚未发送的内容，其余数据将重新从服务器获取。</translation>
    </message>
    <message>
        <source>Saving what was not sent</source>
        <translation>正在保存未发送的内容</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The data on this device cannot be opened</source>
        <translation>无法打开本机数据</translation>
    </message>
    <message>
        <source>Another window of the app uses the data on this device. Close it, then try again.</source>
        <translation>应用的另一个窗口正在使用本机数据。请关闭后重试。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>SyncNow</name>
    <message>
        <source>Sending %1 of %2</source>
        <translation>正在发送 %1 / %2</translation>
    </message>
    <message>
        <source>Receiving what is new</source>
        <translation>正在接收新内容</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) wait to be sent</source>
        <translation>
            <numerusform>%n 项修改待发送</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) need your attention</source>
        <translation>
            <numerusform>%n 项修改需处理</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything is sent and received</source>
        <translation>已全部发送和接收</translation>
    </message>
    <message>
        <source>Working offline</source>
        <translation>离线工作中</translation>
    </message>
    <message>
        <source>You can go on working meanwhile.</source>
        <translation>同步期间可以继续工作。</translation>
    </message>
    <message>
        <source>They are saved on this device and go out by themselves.</source>
        <translation>已保存在本设备，会自动发送。</translation>
    </message>
    <message>
        <source>Nothing is lost: what you typed is kept until you decide.</source>
        <translation>没有丢失：您填写的内容会保留到您做出决定。</translation>
    </message>
    <message>
        <source>The server has all of your work.</source>
        <translation>服务器已收到您的全部工作。</translation>
    </message>
    <message>
        <source>What you do is saved on this device and sent as soon as there is a network.</source>
        <translation>您所做的一切都保存在本设备，联网后立即发送。</translation>
    </message>
    <message>
        <source>%1 sent, %2 received</source>
        <translation>已发送 %1，已接收 %2</translation>
    </message>
    <message>
        <source>Syncing</source>
        <translation>同步中</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>立即同步</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) wait on this device until there is a network.</source>
        <translation>
            <numerusform>%n 项修改已保存在本设备，联网后立即发送。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) wait to be sent</source>
        <translation>
            <numerusform>%n 张照片等待发送</numerusform>
        </translation>
    </message>
    <message>
        <source>Not synced yet</source>
        <translation>尚未同步</translation>
    </message>
    <message>
        <source>This device was taken out of use. What was not sent yet goes to your manager; nothing more can be typed here.</source>
        <translation>此设备已停用。尚未发送的内容会交给您的经理；此处无法再输入新内容。</translation>
    </message>
</context>
<context>
    <name>SyncPage</name>
    <message>
        <source>Sync</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>待发送</translation>
    </message>
    <message>
        <source>The oldest since %1</source>
        <translation>最早的自 %1</translation>
    </message>
    <message>
        <source>Nothing waits</source>
        <translation>没有待发送</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>需处理</translation>
    </message>
    <message>
        <source>Refused, or waiting for somebody&apos;s decision</source>
        <translation>被拒绝，或等待他人决定</translation>
    </message>
    <message>
        <source>Nothing was refused</source>
        <translation>没有被拒绝的修改</translation>
    </message>
    <message>
        <source>Two versions</source>
        <translation>双版本</translation>
    </message>
    <message>
        <source>Changed by two people at the same time</source>
        <translation>两个人同时修改了同一内容</translation>
    </message>
    <message>
        <source>Nothing to settle</source>
        <translation>没有待处理的双版本</translation>
    </message>
    <message>
        <source>Last complete sync</source>
        <translation>最近一次完整同步</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>尚未</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Signed in as</source>
        <translation>登录身份</translation>
    </message>
    <message>
        <source>You may close the app at any time. What is unsent stays on this device, and sending goes on where it stopped.</source>
        <translation>您可以随时关闭应用。未发送的内容保留在本设备上，下次会从中断处继续发送。</translation>
    </message>
    <message>
        <source>Photos to send</source>
        <translation>待发送的照片</translation>
    </message>
    <message>
        <source>%1 left, after everything that is text</source>
        <translation>剩余 %1，在所有文字之后发送</translation>
    </message>
    <message>
        <source>Held work</source>
        <translation>搁置的修改</translation>
    </message>
    <message>
        <source>Typed by others, waiting for your decision</source>
        <translation>由他人填写，等待您决定</translation>
    </message>
    <message>
        <source>Nothing to decide</source>
        <translation>没有待决定的内容</translation>
    </message>
</context>
<context>
    <name>SyncPill</name>
    <message>
        <source>Waiting</source>
        <translation>待发送</translation>
    </message>
    <message>
        <source>Syncing %1/%2</source>
        <translation>同步中 %1/%2</translation>
    </message>
    <message>
        <source>Syncing</source>
        <translation>同步中</translation>
    </message>
    <message>
        <source>Up to date %1</source>
        <translation>已同步 %1</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>需处理</translation>
    </message>
    <message>
        <source>Out of use</source>
        <translation>已停用</translation>
    </message>
</context>
<context>
    <name>TagEditor</name>
    <message>
        <source>Add a tag</source>
        <translation>添加标签</translation>
    </message>
</context>
<context>
    <name>TaskEditPage</name>
    <message>
        <source>New task</source>
        <translation>新建任务</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Save task</source>
        <translation>保存任务</translation>
    </message>
    <message>
        <source>Saved on this device</source>
        <translation>已保存在本机</translation>
    </message>
</context>
<context>
    <name>TeamPage</name>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>The day before</source>
        <translation>前一天</translation>
    </message>
    <message>
        <source>The day after</source>
        <translation>后一天</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>显示内容</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>拜访</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
</context>
<context>
    <name>TextField</name>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Hide password</source>
        <translation>隐藏密码</translation>
    </message>
    <message>
        <source>Show password</source>
        <translation>显示密码</translation>
    </message>
</context>
<context>
    <name>TimeSteps</name>
    <message>
        <source>Hour</source>
        <translation>时</translation>
    </message>
    <message>
        <source>Minute</source>
        <translation>分</translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Search everything</source>
        <translation>搜索全部</translation>
    </message>
    <message>
        <source>Nothing planned for today</source>
        <translation>今天没有计划</translation>
    </message>
    <message>
        <source>Plan a visit, or look who has not been visited for long.</source>
        <translation>可计划一次拜访，或查看久未拜访的客户。</translation>
    </message>
    <message>
        <source>Plan a visit</source>
        <translation>计划拜访</translation>
    </message>
</context>
<context>
    <name>TodayRow</name>
    <message>
        <source>Check in at %1</source>
        <translation>在 %1 签到</translation>
    </message>
</context>
<context>
    <name>TodaySection</name>
    <message>
        <source>Overdue</source>
        <translation>已逾期</translation>
    </message>
    <message>
        <source>Planned today</source>
        <translation>今日计划</translation>
    </message>
    <message>
        <source>To follow up</source>
        <translation>待跟进</translation>
    </message>
    <message>
        <source>Birthdays</source>
        <translation>生日</translation>
    </message>
</context>
<context>
    <name>VersionCard</name>
    <message>
        <source>Stands now</source>
        <translation>当前值</translation>
    </message>
    <message>
        <source>Keep this</source>
        <translation>保留此值</translation>
    </message>
    <message>
        <source>Gave way</source>
        <translation>未采纳的值</translation>
    </message>
    <message>
        <source>Restore this</source>
        <translation>恢复此值</translation>
    </message>
    <message>
        <source>Safe choice: %1</source>
        <translation>建议：%1</translation>
    </message>
</context>
<context>
    <name>VersionSide</name>
    <message>
        <source>You</source>
        <translation>您</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>某人</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>Safe choice</source>
        <translation>建议</translation>
    </message>
</context>
<context>
    <name>VersionsPage</name>
    <message>
        <source>Two versions</source>
        <translation>双版本</translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) to settle</source>
        <translation>
            <numerusform>%n 个字段待处理</numerusform>
        </translation>
    </message>
    <message>
        <source>Restored</source>
        <translation>已恢复</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>已保留</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Settle all of them?</source>
        <translation>全部处理？</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) stay as they are</source>
        <translation>
            <numerusform>%n 个值保持不变</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) are put back</source>
        <translation>
            <numerusform>%n 个值恢复</numerusform>
        </translation>
    </message>
    <message>
        <source>Settle all</source>
        <translation>全部处理</translation>
    </message>
    <message>
        <source>All settled</source>
        <translation>已全部处理</translation>
    </message>
    <message>
        <source>Whose versions</source>
        <translation>谁的双版本</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>My unit</source>
        <translation>我的部门</translation>
    </message>
    <message>
        <source>Nothing to settle</source>
        <translation>没有待处理的双版本</translation>
    </message>
    <message>
        <source>When two people change the same field at the same time, both values are kept here.</source>
        <translation>两个人同时修改同一字段时，两个值都会保留在这里。</translation>
    </message>
    <message>
        <source>Both values are kept until one of them is chosen. A safe choice is marked, with its reason.</source>
        <translation>选定之前两个值都会保留。已标出建议值及理由。</translation>
    </message>
    <message>
        <source>Take every safe choice</source>
        <translation>全部采用建议值</translation>
    </message>
    <message numerus="yes">
        <source>The safe choice is taken for %n field(s).</source>
        <translation>
            <numerusform>对 %n 个字段全部采用建议值。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VisitCard</name>
    <message>
        <source>Since %1</source>
        <translation>%1 开始</translation>
    </message>
</context>
<context>
    <name>VisitDayView</name>
    <message>
        <source>Visits of the day</source>
        <translation>当日拜访</translation>
    </message>
    <message>
        <source>No visits on this day</source>
        <translation>当日没有拜访</translation>
    </message>
    <message>
        <source>Visits appear here as soon as your people&apos;s devices have sent them.</source>
        <translation>下属的设备发送后，拜访会立即显示在这里。</translation>
    </message>
</context>
<context>
    <name>VisitFacts</name>
    <message>
        <source>Planned</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Checked in</source>
        <translation>已签到</translation>
    </message>
    <message>
        <source>Checked out after %1</source>
        <translation>已签退，用时 %1</translation>
    </message>
    <message>
        <source>The device said that this position was simulated.</source>
        <translation>设备报告此位置为模拟位置。</translation>
    </message>
</context>
<context>
    <name>VisitOfDayRow</name>
    <message>
        <source>Still there</source>
        <translation>进行中</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s)</source>
        <translation>
            <numerusform>%n 张照片</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of 5</source>
        <translation>%1 / 5</translation>
    </message>
</context>
<context>
    <name>VisitPage</name>
    <message>
        <source>Visit</source>
        <translation>拜访</translation>
    </message>
    <message>
        <source>Not checked in yet</source>
        <translation>尚未签到</translation>
    </message>
    <message>
        <source>Under way since %1</source>
        <translation>%1 开始，进行中</translation>
    </message>
    <message>
        <source>The visit is done.</source>
        <translation>拜访已完成。</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>This visit is not here any more</source>
        <translation>此拜访已不在这里</translation>
    </message>
    <message>
        <source>It was removed, or its customer is somebody else&apos;s now.</source>
        <translation>它已被删除，或客户已转给他人。</translation>
    </message>
    <message>
        <source>Check in</source>
        <translation>签到</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Check out</source>
        <translation>签退</translation>
    </message>
    <message>
        <source>Write a quote</source>
        <translation>写报价</translation>
    </message>
    <message>
        <source>Write an order</source>
        <translation>写订单</translation>
    </message>
    <message>
        <source>Your manager&apos;s rating</source>
        <translation>经理评分</translation>
    </message>
    <message>
        <source>Choose an outcome first.</source>
        <translation>请先选择结果。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Saved on this device.</source>
        <translation>已保存在本机。</translation>
    </message>
    <message>
        <source>Saved on this device, waiting to be sent.</source>
        <translation>已保存在本机，待发送。</translation>
    </message>
    <message>
        <source>This visit is done.</source>
        <translation>此拜访已完成。</translation>
    </message>
    <message>
        <source>Open the customer</source>
        <translation>打开客户</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>拨打电话</translation>
    </message>
    <message>
        <source>Navigate there</source>
        <translation>导航前往</translation>
    </message>
</context>
<context>
    <name>VisitPhotos</name>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
</context>
<context>
    <name>VisitReviewPage</name>
    <message>
        <source>Previous visit</source>
        <translation>上一个拜访</translation>
    </message>
    <message>
        <source>Next visit</source>
        <translation>下一个拜访</translation>
    </message>
    <message>
        <source>This visit is not here any more</source>
        <translation>该拜访已不存在</translation>
    </message>
    <message>
        <source>Review saved</source>
        <translation>点评已保存</translation>
    </message>
    <message>
        <source>The visit is still running. It can be reviewed once it is checked out.</source>
        <translation>拜访仍在进行，签退后才能点评。</translation>
    </message>
    <message>
        <source>Save review</source>
        <translation>保存点评</translation>
    </message>
</context>
<context>
    <name>VisitStory</name>
    <message>
        <source>No notes</source>
        <translation>无备注</translation>
    </message>
</context>
<context>
    <name>VisitWords</name>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分钟</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Quote</source>
        <translation>报价</translation>
    </message>
    <message>
        <source>Follow up</source>
        <translation>需跟进</translation>
    </message>
    <message>
        <source>No interest</source>
        <translation>无意向</translation>
    </message>
    <message>
        <source>Nobody met</source>
        <translation>未见到人</translation>
    </message>
    <message>
        <source>No outcome</source>
        <translation>无结果</translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>No position was known</source>
        <translation>当时没有定位</translation>
    </message>
    <message>
        <source>accuracy unknown</source>
        <translation>精度未知</translation>
    </message>
    <message>
        <source>within %1</source>
        <translation>误差 %1</translation>
    </message>
    <message>
        <source>Position %1</source>
        <translation>已定位，%1</translation>
    </message>
    <message>
        <source>%1 from the customer, %2</source>
        <translation>距客户 %1，%2</translation>
    </message>
</context>
<context>
    <name>VisitsPage</name>
    <message>
        <source>Visits</source>
        <translation>拜访</translation>
    </message>
    <message>
        <source>Visit at</source>
        <translation>拜访客户</translation>
    </message>
    <message>
        <source>Plan a visit at</source>
        <translation>计划拜访</translation>
    </message>
    <message>
        <source>Plan a visit</source>
        <translation>计划拜访</translation>
    </message>
    <message>
        <source>Start a visit</source>
        <translation>开始拜访</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>已计划</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Not done on their day</source>
        <translation>逾期未访</translation>
    </message>
    <message>
        <source>No visits today</source>
        <translation>今天没有拜访</translation>
    </message>
    <message>
        <source>No visits on this day</source>
        <translation>这天没有拜访</translation>
    </message>
    <message>
        <source>Plan one, or start one where you are.</source>
        <translation>可以计划一次，或在当前位置直接开始。</translation>
    </message>
</context>
<context>
    <name>WeekStrip</name>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Week before</source>
        <translation>上一周</translation>
    </message>
    <message>
        <source>Week after</source>
        <translation>下一周</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::ConflictList</name>
    <message>
        <source>The value that stands is empty: this one would be lost.</source>
        <translation>当前值为空，不恢复就会丢失此值。</translation>
    </message>
    <message>
        <source>It contains everything of the other one.</source>
        <translation>它包含了另一个值的全部内容。</translation>
    </message>
    <message>
        <source>It arrived first. Choose the other one if it is right.</source>
        <translation>它先到达。如另一个值正确，请选另一个。</translation>
    </message>
    <message>
        <source>It was written later.</source>
        <translation>它的修改时间更晚。</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::DocumentPage</name>
    <message>
        <source>Order %1</source>
        <translation>订单 %1</translation>
    </message>
    <message>
        <source>Quote %1</source>
        <translation>报价 %1</translation>
    </message>
    <message>
        <source>Date: %1</source>
        <translation>日期：%1</translation>
    </message>
    <message>
        <source>Draft, not binding</source>
        <translation>草稿，不具约束力</translation>
    </message>
    <message>
        <source>Valid until: %1</source>
        <translation>有效期至：%1</translation>
    </message>
    <message>
        <source>Wished delivery: %1</source>
        <translation>期望交货：%1</translation>
    </message>
    <message>
        <source>Your contact: %1</source>
        <translation>联系人：%1</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>单价</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>折扣</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Discount on everything</source>
        <translation>整单折扣</translation>
    </message>
    <message>
        <source>Net</source>
        <translation>未税金额</translation>
    </message>
    <message>
        <source>Tax %1 on %2</source>
        <translation>税 %1（基数 %2）</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::FaultWords</name>
    <message>
        <source>Your session ended. Please sign in again.</source>
        <translation>登录已过期，请重新登录。</translation>
    </message>
    <message>
        <source>This device was taken out of use.</source>
        <translation>本设备已停用。</translation>
    </message>
    <message>
        <source>You may not do this. Ask your manager if you should be able to.</source>
        <translation>您没有此权限。如有需要，请联系您的经理。</translation>
    </message>
    <message>
        <source>It is not here any more.</source>
        <translation>该内容已不存在。</translation>
    </message>
    <message>
        <source>The app is open already.</source>
        <translation>应用已经打开。</translation>
    </message>
    <message>
        <source>The server cannot be reached. Your work is safe on this device.</source>
        <translation>无法连接服务器。您的工作已安全保存在本设备上。</translation>
    </message>
    <message>
        <source>There were too many attempts. Please wait a little.</source>
        <translation>尝试次数过多，请稍候。</translation>
    </message>
    <message>
        <source>This device has no space left. Free some space, then try again.</source>
        <translation>本设备空间不足。请清理后重试。</translation>
    </message>
    <message>
        <source>The server cannot take changes at the moment. Your work is safe on this device.</source>
        <translation>服务器暂时无法接收修改。您的工作已安全保存在本设备上。</translation>
    </message>
    <message>
        <source>This device&apos;s data is an old copy. Enrol the device again.</source>
        <translation>本设备上的数据是旧副本，请重新注册设备。</translation>
    </message>
    <message>
        <source>The app is too old for this server. Please update it.</source>
        <translation>应用版本过旧，请更新。</translation>
    </message>
    <message>
        <source>This data was written by a newer app. Please update the app.</source>
        <translation>数据由更新版本的应用写入，请更新应用。</translation>
    </message>
    <message>
        <source>The server does not know this yet. It waits until it does.</source>
        <translation>服务器暂不支持该内容，将等待其升级。</translation>
    </message>
    <message>
        <source>This password is too easy to guess. Choose a longer one.</source>
        <translation>密码太容易被猜到，请换一个更长的。</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) are not sent yet.</source>
        <translation>
            <numerusform>%n 项修改尚未发送。</numerusform>
        </translation>
    </message>
    <message>
        <source>This is not possible now.</source>
        <translation>现在无法执行此操作。</translation>
    </message>
    <message>
        <source>This value is not allowed. The limit is %1.</source>
        <translation>该值不允许，上限为 %1。</translation>
    </message>
    <message>
        <source>This value is not allowed.</source>
        <translation>该值不允许。</translation>
    </message>
    <message>
        <source>This is too large.</source>
        <translation>内容过大。</translation>
    </message>
    <message>
        <source>This is final and cannot be changed.</source>
        <translation>该内容已锁定，不能修改。</translation>
    </message>
    <message>
        <source>This step is not possible from here.</source>
        <translation>当前状态不能执行这一步。</translation>
    </message>
    <message>
        <source>What this belongs to is not here any more.</source>
        <translation>所属的记录已不存在。</translation>
    </message>
    <message>
        <source>A rule of your company does not allow this.</source>
        <translation>贵公司的规则不允许此操作。</translation>
    </message>
    <message>
        <source>It was changed by somebody else meanwhile. Look at it and try again.</source>
        <translation>期间已被他人修改。请查看后重试。</translation>
    </message>
    <message>
        <source>Somebody else was first.</source>
        <translation>已被他人抢先。</translation>
    </message>
    <message>
        <source>It exists already.</source>
        <translation>该内容已存在。</translation>
    </message>
    <message>
        <source>It belongs together with another change, which was refused.</source>
        <translation>它与另一项被拒绝的修改属于同一组。</translation>
    </message>
    <message>
        <source>It was deleted meanwhile.</source>
        <translation>期间已被删除。</translation>
    </message>
    <message>
        <source>It arrived after the customer was given to somebody else. Their owner decides.</source>
        <translation>到达时客户已转给他人，由新负责人决定。</translation>
    </message>
    <message>
        <source>Something went wrong. Nothing was lost; please try again.</source>
        <translation>出了点问题。没有丢失任何内容，请重试。</translation>
    </message>
    <message>
        <source>This is no picture that can be read.</source>
        <translation>无法读取此图片。</translation>
    </message>
    <message>
        <source>This code was used already or has expired. Ask your administrator for a new one.</source>
        <translation>此代码已被使用或已过期。请向管理员索取新代码。</translation>
    </message>
    <message>
        <source>This device was taken out of use. What was not sent yet goes to your manager.</source>
        <translation>此设备已停用。尚未发送的内容会交给您的经理。</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::FormWords</name>
    <message>
        <source>This is needed.</source>
        <translation>此项必填。</translation>
    </message>
    <message>
        <source>This value is not allowed.</source>
        <translation>该值不允许。</translation>
    </message>
    <message>
        <source>This is no date.</source>
        <translation>日期格式不正确。</translation>
    </message>
    <message>
        <source>Choose one of the values.</source>
        <translation>请从选项中选择。</translation>
    </message>
    <message>
        <source>This is no number.</source>
        <translation>请输入数字。</translation>
    </message>
    <message>
        <source>This is no amount.</source>
        <translation>请输入金额。</translation>
    </message>
    <message>
        <source>Choose a currency.</source>
        <translation>请选择币种。</translation>
    </message>
    <message numerus="yes">
        <source>At most %n of these.</source>
        <translation>
            <numerusform>最多 %n 项。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %n characters.</source>
        <translation>
            <numerusform>最多 %n 个字符。</numerusform>
        </translation>
    </message>
    <message>
        <source>This is there already, or empty.</source>
        <translation>已存在或为空。</translation>
    </message>
    <message>
        <source>At least %1.</source>
        <translation>最小为 %1。</translation>
    </message>
    <message>
        <source>At most %1.</source>
        <translation>最大为 %1。</translation>
    </message>
    <message>
        <source>An e-mail address looks like name@example.com.</source>
        <translation>电子邮箱格式应如 name@example.com。</translation>
    </message>
    <message>
        <source>A phone number has three digits or more.</source>
        <translation>电话号码至少有三位数字。</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::Format</name>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>明天</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n 分钟前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>%n 小时前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n 天前</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 m</source>
        <translation>%1 米</translation>
    </message>
    <message>
        <source>%1 km</source>
        <translation>%1 公里</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::HeldList</name>
    <message>
        <source>It came after the customer had been given to somebody else.</source>
        <translation>送达时该客户已转给他人。</translation>
    </message>
    <message>
        <source>It was done more than 14 days after the customer had been given to somebody else.</source>
        <translation>该操作发生在客户转给他人 14 天之后。</translation>
    </message>
    <message>
        <source>It was on a device that was taken out of use.</source>
        <translation>它来自一台已停用的设备。</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::OutboxList</name>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>已删除</translation>
    </message>
    <message>
        <source>Changed: %1</source>
        <translation>已修改：%1</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the names of fields</comment>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::Session</name>
    <message>
        <source>This is no pairing code, or a part of it is missing. It begins with FIELDFARE:1: and comes from your administrator.</source>
        <translation>这不是注册码，或不完整。注册码以 FIELDFARE:1: 开头，由管理员提供。</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::ShownValue</name>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Not on this device</source>
        <translation>不在此设备上</translation>
    </message>
</context>
<context>
    <name>rules</name>
    <message>
        <source>The quantity must be more than zero.</source>
        <translation>数量必须大于零。</translation>
    </message>
    <message>
        <source>A price cannot be negative.</source>
        <translation>价格不能为负。</translation>
    </message>
    <message>
        <source>The amount cannot be negative.</source>
        <translation>金额不能为负。</translation>
    </message>
    <message>
        <source>A discount is at most 100 %.</source>
        <translation>折扣最多 100%。</translation>
    </message>
    <message>
        <source>This amount is too large.</source>
        <translation>金额过大。</translation>
    </message>
    <message>
        <source>Add a product first.</source>
        <translation>请先添加产品。</translation>
    </message>
    <message>
        <source>This line has no price.</source>
        <translation>该行没有价格。</translation>
    </message>
    <message>
        <source>The price list has changed. Remove the product and add it again.</source>
        <translation>价目表已变更。请移除该产品后重新添加。</translation>
    </message>
    <message>
        <source>It ends before it starts.</source>
        <translation>结束时间早于开始时间。</translation>
    </message>
    <message>
        <source>Check in first.</source>
        <translation>请先签到。</translation>
    </message>
    <message>
        <source>The check-out is before the check-in.</source>
        <translation>签退时间早于签到时间。</translation>
    </message>
    <message>
        <source>This is decided already.</source>
        <translation>该申请已审批。</translation>
    </message>
    <message>
        <source>The discount was raised after approval was asked for.</source>
        <translation>申请审批后折扣又提高了。</translation>
    </message>
    <message>
        <source>The quote that this one revises is not open any more.</source>
        <translation>所修订的报价已关闭。</translation>
    </message>
    <message>
        <source>This product has no price for this customer.</source>
        <translation>该产品对此客户没有价格。</translation>
    </message>
    <message>
        <source>The discount is above your limit of %1: ask for approval.</source>
        <translation>折扣超出您的权限 %1，请申请审批。</translation>
    </message>
    <message>
        <source>The discount is above your own limit of %1.</source>
        <translation>折扣超出您本人的权限 %1。</translation>
    </message>
</context>
</TS>
