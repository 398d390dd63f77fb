-- Lire ou changer tous les bulletins d'une session, annulés compris, parcourait la table : nul index entier ne commence par la session. Celui du rang
-- n'excluait que ceux qui n'en ont pas ; entier, il sert à tous, et une inscription, qui a toujours un rang, n'écrit rien de plus.
drop index inscription.uq_bulletin_rang_par_session;
create unique index uq_bulletin_rang_par_session on inscription.bulletin (session_id, rang);
