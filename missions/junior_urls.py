"""Pix Junior, mounted at /junior/."""

from django.urls import path

from missions import junior_views as views

app_name = "junior"

urlpatterns = [
    path("", views.code, name="code"),
    path("ecole/<str:code>/", views.school, name="school"),
    path("ecole/<str:code>/eleves/", views.learners, name="learners"),
    path("ecole/<str:code>/eleves/<int:pk>/", views.confirm, name="confirm"),
    path("deconnexion/", views.sign_out, name="sign_out"),
    path("missions/", views.missions, name="missions"),
    path("missions/<int:pk>/", views.mission, name="mission"),
    path("missions/<int:pk>/commencer/", views.start, name="start"),
    path("missions/<int:pk>/introduction/", views.introduction, name="introduction"),
    path("missions/<int:pk>/question/", views.question, name="question"),
    path("missions/<int:pk>/repondre/", views.answer, name="answer"),
    path("missions/<int:pk>/reponse/<int:activity>/<int:position>/", views.feedback, name="feedback"),
    path("missions/<int:pk>/fin/", views.result, name="result"),
]
