#include "mobile/app/paper/paper.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QPdfWriter>
#include <QPointer>
#include <QQmlEngine>
#include <QRegularExpression>
#include <QSaveFile>
#include <QTextDocument>
#include <QThreadPool>
#include <QUrl>

#include "mobile/app/desk/engine_thread.h"
#include "mobile/app/paper/document_facts.h"
#include "mobile/app/paper/document_page.h"
#include "shared/schema/fault.h"

namespace fieldfare::app {

namespace {

struct Asked {
    DocumentFacts facts;
    QString folder;
};

/// What was given away a day ago need not lie here any longer.
void clearAway(const QDir& folder) {
    const auto yesterday = QDateTime::currentDateTime().addDays(-1);
    for (const auto& file : folder.entryInfoList({"*.pdf"}, QDir::Files))
        if (file.lastModified() < yesterday)
            QFile::remove(file.filePath());
}

/// Ends with the error's text, empty when the file is there.
QString print(const QString& html, const QString& title, const QString& path) {
    if (!QDir{}.mkpath(QFileInfo{path}.path()))
        return QFileInfo{path}.path();
    clearAway(QFileInfo{path}.dir());
    QSaveFile file{path};
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    {
        QPdfWriter writer{&file};
        writer.setTitle(title);
        writer.setCreator("Fieldfare");
        writer.setPageSize(QPageSize{QPageSize::A4});
        constexpr int dotsPerInch = 300;
        writer.setResolution(dotsPerInch);
        QTextDocument document;
        document.setHtml(html);
        document.print(&writer);
    }
    return file.commit() ? QString{} : file.errorString();
}

/// A number may hold what a file's name must not.
QString fileName(const QVariantMap& document) {
    static const QRegularExpression others{"[^\\w-]+"};
    return document.value("number").toString().replace(others, "_") + ".pdf";
}

}  // namespace

void Paper::print(const QString& documentId, const QJSValue& reply) {
    const auto ticket = ++lastTicket_;
    replies_.emplace(ticket, ScriptReply{qjsEngine(this), reply, "print"});
    EngineThread::instance().ask(
        this,
        [documentId](Desk& desk) {
            return Asked{DocumentFacts::of(desk, documentId),
                         QString::fromStdString((desk.folder() / "papers").string())};
        },
        [this, ticket](const Asked& asked) { lay(ticket, asked.facts, asked.folder); },
        [this, ticket](const v1::Fault& fault) { replies_.extract(ticket).mapped().failed(fault); });
}

void Paper::lay(quint64 ticket, const DocumentFacts& facts, const QString& folder) {
    const DocumentPage page{facts};
    const auto path = folder + '/' + fileName(facts.document);
    // Laying out and writing takes longer than a frame.
    QThreadPool::globalInstance()->start(
        [paper = QPointer{this}, ticket, path, html = page.html(), title = page.title()] {
            const auto wrong = app::print(html, title, path);
            QMetaObject::invokeMethod(qApp, [paper, ticket, path, wrong] {
                if (paper != nullptr)
                    paper->written(ticket, path, wrong);
            });
        });
}

void Paper::written(quint64 ticket, const QString& path, const QString& wrong) {
    const auto script = replies_.extract(ticket).mapped();
    if (wrong.isEmpty())
        script.done(QUrl::fromLocalFile(path));
    else
        script.failed(schema::fault(v1::INTERNAL, wrong.toStdString()));
}

}  // namespace fieldfare::app
