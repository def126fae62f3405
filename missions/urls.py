"""Missions on the staff's side, mounted at /missions/."""

from django.urls import path

from missions.views import (
    board,
    classes,
    correction,
    crcn,
    exports,
    missions,
    paper,
    pupils,
    sessions,
    tryout,
)

app_name = "missions"

urlpatterns = [
    path("", missions.mission_list, name="list"),
    path("<int:pk>/", missions.detail, name="detail"),
    path("<int:pk>/resultats/", missions.results, name="results"),
    path("<int:pk>/fiche/", missions.sheet, name="sheet"),
    path("classes/", classes.choices, name="choices"),
    path("competences/", crcn.competences, name="competences"),
    path("eleves/<int:pk>/", pupils.pupil, name="pupil"),
    path("eleves/<int:pk>/donner/<int:attempt>/", pupils.give, name="give"),
    path("eleves/<int:pk>/donner/<int:attempt>/<int:to>/", pupils.give_to, name="give_to"),
    path("session/ouvrir/", sessions.open_session, name="open_session"),
    path("session/fermer/", sessions.close_session, name="close_session"),
    path("session/etat/", sessions.session_state, name="session_state"),
    path("code/changer/", paper.change_code, name="change_code"),
    path("affiches/", paper.paper, name="paper"),
    path("affiches/ecole/", paper.poster, name="poster"),
    path("affiches/classes/", paper.class_sheets, name="class_sheets"),
    path("direct/", board.board, name="board"),
    path("direct/nouvelles/", board.news, name="board_news"),
    path("export/", exports.export, name="export"),
    path("<int:pk>/resultats/export/", exports.results_file, name="results_file"),
    path("<int:pk>/resultats/imprimer/", exports.results_print, name="results_print"),
    path("<int:pk>/correction/", correction.correction, name="correction"),
    path("<int:pk>/essai/", tryout.begin, name="tryout"),
    path("<int:pk>/essai/commencer/", tryout.start, name="start_tryout"),
    path("<int:pk>/essai/introduction/", tryout.introduction, name="tryout_introduction"),
    path("<int:pk>/essai/question/", tryout.question, name="tryout_question"),
    path("<int:pk>/essai/repondre/", tryout.answer, name="tryout_answer"),
    path("<int:pk>/essai/reponse/<int:activity>/<int:position>/", tryout.feedback, name="tryout_feedback"),
    path("<int:pk>/essai/fin/", tryout.end, name="tryout_end"),
    path("<int:pk>/essai/quitter/", tryout.leave, name="leave_tryout"),
]
