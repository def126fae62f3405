"""Pix Junior, mounted at /junior/."""

from django.urls import path

from missions.junior_views import about, choosing, comfort, entrance, kept, playing

app_name = "junior"

urlpatterns = [
    path("", entrance.code, name="code"),
    path("ecole/<str:code>/", entrance.school, name="school"),
    path("ecole/<str:code>/eleves/", entrance.learners, name="learners"),
    path("ecole/<str:code>/eleves/<int:pk>/", entrance.confirm, name="confirm"),
    path("mes-donnees/", about.my_data, name="my_data"),
    path("confort/", comfort.comfort, name="comfort"),
    path("deconnexion/", entrance.sign_out, name="sign_out"),
    path("missions/", choosing.missions, name="missions"),
    path("missions/<int:pk>/", choosing.mission, name="mission"),
    path("missions/<int:pk>/commencer/", choosing.start, name="start"),
    path("missions/<int:pk>/introduction/", choosing.introduction, name="introduction"),
    path("missions/<int:pk>/question/", playing.question, name="question"),
    path("missions/<int:pk>/repondre/", playing.answer, name="answer"),
    path("missions/<int:pk>/reponse/<int:activity>/<int:position>/", playing.feedback, name="feedback"),
    path("missions/<int:pk>/fin/", playing.result, name="result"),
    path("reponses-gardees/", kept.kept, name="kept"),
    path("hors-ligne.js", kept.worker, name="worker"),
    path("hors-ligne/", kept.no_network, name="no_network"),
]
