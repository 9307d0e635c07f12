#include "mobile/app/paper/paper.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QPdfWriter>
#include <QPointer>
#include <QQmlEngine>
#include <QRegularExpression>
#include <QSaveFile>
#include <QStandardPaths>
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
    QString path;
};

/// A file of this name, or where there is one already, of the next: "Q-1 (2).pdf".
QString freePath(const QDir& folder, const QString& name) {
    auto path = folder.filePath(name + ".pdf");
    for (int copy = 2; QFileInfo::exists(path); ++copy)
        path = folder.filePath(QString{"%1 (%2).pdf"}.arg(name).arg(copy));
    return path;
}

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

/// What its file is called. A number may hold what a file's name must not.
QString fileName(const QVariantMap& document) {
    static const QRegularExpression others{"[^\\w-]+"};
    return document.value("number").toString().replace(others, "_");
}

}  // namespace

void Paper::print(const QString& documentId, const QJSValue& reply) {
    ask(documentId, Place::BesideTheStore, "print", reply);
}

void Paper::save(const QString& documentId, const QJSValue& reply) {
    ask(documentId, Place::Downloads, "save", reply);
}

void Paper::ask(const QString& documentId, Place place, const char* verb, const QJSValue& reply) {
    const auto ticket = ++lastTicket_;
    replies_.emplace(ticket, ScriptReply{qjsEngine(this), reply, verb});
    EngineThread::instance().ask(
        this,
        [documentId, place](Desk& desk) {
            Asked asked{DocumentFacts::of(desk, documentId), {}};
            const auto name = fileName(asked.facts.document);
            if (place == Place::Downloads) {
                const QDir downloads{QStandardPaths::writableLocation(QStandardPaths::DownloadLocation)};
                asked.path = freePath(downloads, name);
            } else {
                const QDir papers{QString::fromStdString((desk.folder() / "papers").string())};
                clearAway(papers);
                asked.path = papers.filePath(name + ".pdf");
            }
            return asked;
        },
        [this, ticket](const Asked& asked) { lay(ticket, asked.facts, asked.path); },
        [this, ticket](const v1::Fault& fault) { replies_.extract(ticket).mapped().failed(fault); });
}

void Paper::lay(quint64 ticket, const DocumentFacts& facts, const QString& path) {
    const DocumentPage page{facts};
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
