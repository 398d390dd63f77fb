package fr.cnfpt.outils.ecran;

import jakarta.el.ELContext;
import jakarta.el.ELException;
import jakarta.el.ELResolver;
import jakarta.el.PropertyNotFoundException;
import jakarta.el.PropertyNotWritableException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Une page lit un record comme Java : {@code #{ligne.siren}} appelle {@code siren()}, que ce soit un composant ou une
 * valeur qui s'en déduit. Expression Language 5 ne voit d'un record que ses accesseurs de bean, la version 6 que ses
 * composants : ici les deux serveurs lisent de même, et nul record n'a d'accesseur écrit pour les pages. Un record ne
 * se change pas : rien ne s'y écrit.
 */
public class RecordELResolver extends ELResolver {

    /** Ce qui se lit d'un record, gardé avec sa classe et oublié avec elle. */
    private static final ClassValue<Map<String, Method>> LECTURES = new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
            return Arrays.stream(type.getMethods())
                    .filter(m -> m.getParameterCount() == 0
                            && m.getReturnType() != void.class
                            && !m.isBridge()
                            && !Modifier.isStatic(m.getModifiers())
                            && !deTousLesObjets(m))
                    .peek(m -> m.setAccessible(true))
                    .collect(Collectors.toUnmodifiableMap(Method::getName, Function.identity(), (m, autre) -> m));
        }
    };

    private static boolean deTousLesObjets(Method m) {
        return Arrays.stream(Object.class.getMethods())
                .anyMatch(o -> o.getParameterCount() == 0 && o.getName().equals(m.getName()));
    }

    /** @return comment lire cette propriété, ou null si {@code base} n'est pas un record */
    private static Method lecture(ELContext contexte, Object base, Object propriete) {
        if (!(base instanceof Record) || propriete == null) {
            return null;
        }
        Method lecture = LECTURES.get(base.getClass()).get(propriete.toString());
        if (lecture == null) {
            throw new PropertyNotFoundException(base.getClass().getName() + " n'a pas de « " + propriete + " »");
        }
        contexte.setPropertyResolved(base, propriete);
        return lecture;
    }

    @Override
    public Object getValue(ELContext contexte, Object base, Object propriete) {
        Method lecture = lecture(contexte, base, propriete);
        try {
            return lecture == null ? null : lecture.invoke(base);
        } catch (InvocationTargetException e) {
            throw new ELException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new ELException(e);
        }
    }

    /** Null, comme le veut la norme d'une propriété qui ne s'écrit pas. */
    @Override
    public Class<?> getType(ELContext contexte, Object base, Object propriete) {
        lecture(contexte, base, propriete);
        return null;
    }

    @Override
    public void setValue(ELContext contexte, Object base, Object propriete, Object valeur) {
        if (lecture(contexte, base, propriete) != null) {
            throw new PropertyNotWritableException(
                    "« " + propriete + " » de " + base.getClass().getName() + " ne s'écrit pas : c'est un record");
        }
    }

    @Override
    public boolean isReadOnly(ELContext contexte, Object base, Object propriete) {
        return lecture(contexte, base, propriete) != null;
    }

    @Override
    public Class<?> getCommonPropertyType(ELContext contexte, Object base) {
        return base instanceof Record ? Object.class : null;
    }
}
